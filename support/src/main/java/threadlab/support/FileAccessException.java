package threadlab.support;

import java.io.IOException;
import java.nio.file.FileSystemException;
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
        return new FileAccessException("read", file, IoErrors.reason(cause, "no such file"), cause);
    }

    /** A failure to write the file. It may name another file beside it, which the user does not know. */
    public static FileAccessException cannotWrite(Path file, IOException cause) {
        return new FileAccessException("write", file, IoErrors.reason(cause, "no such folder"), cause);
    }

    @Override
    public String getMessage() {
        return "cannot " + action + " " + getFile() + ": " + getReason();
    }
}
