package threadlab.demo;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that a picture or a page goes to. An existing file is replaced. */
public final class TextFile {
    private TextFile() {
    }

    /** Finds what would make {@link #write} fail, as far as it can be known without touching the file. */
    public static void check(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new AccessDeniedException(file.toString());
        }
    }

    public static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    /** One line for people. The option is the one that named the file. */
    public static String complaint(String option, Path file, IOException failure) {
        String reason = switch (failure) {
            case NoSuchFileException e -> "its folder does not exist";
            case AccessDeniedException e -> "permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
        return "Cannot write " + option + " " + file + ": " + reason;
    }
}
