package threadlab.support;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Tells why input or output failed. The JDK's own message may be the name of a file alone, or nothing at all. */
public final class IoErrors {
    private IoErrors() {
    }

    /** Returns one line, which names the file if it is about one. */
    public static String text(IOException e) {
        return e instanceof FileSystemException about && !(e instanceof FileAccessException) && about.getFile() != null
                ? about.getFile() + ": " + reason(e, "no such file or folder")
                : reason(e, "");
    }

    /** @param missing tells what is missing where a file is not there */
    static String reason(IOException e, String missing) {
        return switch (e) {
            case FileAccessException told -> told.getMessage();
            case NoSuchFileException none -> missing;
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException other -> "there is a file of that name already";
            case NotDirectoryException other -> "it is not a folder";
            case FileSystemLoopException circle -> "its links lead in a circle";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            case UnknownHostException unknown -> "unknown host " + unknown.getMessage();
            case ConnectException failed when failed.getMessage() != null ->
                // Java 21 and 27 add how the connection was made, 25 does not
                failed.getMessage().replaceFirst(" \\(connect failed\\)$", "");
            case EOFException end when end.getMessage() == null -> "it ended too early";
            default -> e.getMessage() == null || e instanceof FileSystemException ? words(e) : e.getMessage();
        };
    }

    /** Returns the name of an exception as words: {@code ClosedChannelException} is {@code closed channel}. */
    private static String words(IOException e) {
        return e.getClass().getSimpleName().replaceFirst("Exception$", "").replaceAll("(?<=.)(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT);
    }
}
