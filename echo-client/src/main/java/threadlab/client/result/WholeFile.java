package threadlab.client.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are written whole or not at all. A link stays, and the file that it leads to is written. What is no file,
 * such as a device or a pipe, cannot be replaced and is written into.
 */
public final class WholeFile {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private WholeFile() {
    }

    /** Finds what would make {@link #write} fail, as far as it can be known before, and leaves everything as it is. */
    public static void check(Path file) throws IOException {
        try {
            Path end = end(file);
            if (!isStream(end)) {
                Files.delete(Files.createFile(part(end)));
            }
        } catch (FileSystemException e) {
            throw about(file, e);
        }
    }

    /** In one move, so that an interrupted or failed write leaves what was there before. */
    public static void write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Path end = end(file);
            if (isStream(end)) {
                Files.write(end, bytes, StandardOpenOption.APPEND);
            } else {
                replace(end, bytes);
            }
        } catch (FileSystemException e) {
            throw about(file, e);
        }
    }

    /** For what could not be written where it belongs: a new file in the folder for temporary ones. */
    public static Path rescue(String name, String text) throws IOException {
        return Files.write(Files.createTempFile("threadlab-", "-" + name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path part = part(file);
        try {
            try (var out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                if (Files.exists(file)) {
                    Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(file));
                }
                out.write(bytes);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** By a name under which nobody can have put a link. */
    private static Path part(Path file) {
        return file.resolveSibling("threadlab-" + UUID.randomUUID() + ".part");
    }

    /** Whether there is nothing to replace, and nothing to begin anew: a device, a pipe, or what a process has open. */
    static boolean isIntoStream(Path file) throws IOException {
        return isStream(end(file));
    }

    private static boolean isStream(Path end) {
        return Files.isSymbolicLink(end) || Files.exists(end) && !Files.isRegularFile(end);
    }

    /** Follows the links, also to what is not there yet. Those of /proc lead to what is open, by no name. */
    private static Path end(Path file) throws IOException {
        Path end = file;
        for (int links = 0; Files.isSymbolicLink(end) && !isOfProcess(end); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            end = end.resolveSibling(Files.readSymbolicLink(end));
        }
        if (Files.isDirectory(end)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (Files.exists(end) && !Files.isWritable(end)) {
            throw new AccessDeniedException(file.toString());
        }
        return end;
    }

    private static boolean isOfProcess(Path link) throws IOException {
        return java.util.Objects.requireNonNull(link.toAbsolutePath().getParent()).toRealPath().startsWith("/proc");
    }

    /** Names the file that was asked for, in place of one beside it that nobody knows. */
    private static FileSystemException about(Path file, FileSystemException e) {
        String reason = switch (e) {
            case NoSuchFileException missing -> "no such folder";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemLoopException circle -> "its links lead in a circle";
            default -> reason(e);
        };
        var about = new FileSystemException(file.toString(), null, reason);
        about.initCause(e);
        return about;
    }

    /** Without the path, which whoever asks has said already. */
    public static String reason(IOException e) {
        if (e instanceof FileSystemException system) {
            return system.getReason() != null ? system.getReason() : e.getClass().getSimpleName();
        }
        return String.valueOf(e.getMessage());
    }
}
