package threadlab.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file cannot be read or written. The message is one line: {@code cannot write FILE: no such folder}. */
public final class FileAccessException extends FileSystemException {
    private static final long serialVersionUID = 1;

    private final String action;

    private FileAccessException(String action, Path file, String reason, IOException cause) {
        super(file.toString(), null, reason);
        this.action = action;
        initCause(cause);
    }

    /** A failure to read the file. */
    public static FileAccessException cannotRead(Path file, IOException cause) {
        return new FileAccessException("read", file, reason(cause, "no such file"), cause);
    }

    /** A failure to write the file. It may name another file beside it, which the user does not know. */
    public static FileAccessException cannotWrite(Path file, IOException cause) {
        return new FileAccessException("write", file, reason(cause, "no such folder"), cause);
    }

    private static String reason(IOException cause, String missing) {
        return switch (cause) {
            case NoSuchFileException e -> missing;
            case AccessDeniedException e -> "permission denied";
            case FileSystemLoopException e -> "its links lead in a circle";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case FileSystemException e -> e.getClass().getSimpleName();
            default -> String.valueOf(cause.getMessage());
        };
    }

    @Override
    public String getMessage() {
        return "cannot " + action + " " + getFile() + ": " + getReason();
    }
}
