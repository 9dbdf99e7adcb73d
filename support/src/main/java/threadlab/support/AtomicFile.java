package threadlab.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file whole or not at all. A symbolic link stays, and the file that it leads to is replaced. What is not a
 * regular file, such as a device or a pipe, cannot be replaced: the text is written into it.
 */
public final class AtomicFile {
    /** Linux follows as many. */
    private static final int MAX_LINKS = 40;

    private AtomicFile() {
    }

    /**
     * Finds out whether {@link #write} can succeed, as far as that is known before, and changes nothing.
     *
     * @throws FileAccessException if it cannot
     */
    public static void check(Path file) throws FileAccessException {
        try {
            Path target = target(file);
            if (!isStream(target)) {
                Files.delete(Files.createFile(temporary(target)));
            }
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(file, e);
        }
    }

    /**
     * Replaces the file in one move: if that fails or is interrupted, what was there before is left. The file keeps its
     * permissions.
     *
     * @throws FileAccessException if the file cannot be written
     */
    public static void write(Path file, String text) throws FileAccessException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Path target = target(file);
            if (isStream(target)) {
                Files.write(target, bytes, StandardOpenOption.APPEND);
            } else {
                replace(target, bytes);
            }
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(file, e);
        }
    }

    /**
     * Opens a file that is written as things come. It is emptied, unless it is not a regular file or a process has it
     * open.
     *
     * @throws FileAccessException if it cannot be written
     */
    public static OutputStream open(Path file) throws FileAccessException {
        try {
            return isStream(target(file))
                    ? Files.newOutputStream(file, StandardOpenOption.APPEND)
                    : Files.newOutputStream(file);
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(file, e);
        }
    }

    /** Writes text that could not be written where it belongs into a new temporary file, and returns that. */
    public static Path rescue(String name, String text) throws IOException {
        return Files.write(Files.createTempFile("threadlab-", "-" + name), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns whether a write goes into something that cannot be replaced or truncated: a device, a pipe, or a file
     * that a process has open.
     *
     * @throws FileAccessException if it cannot be written
     */
    public static boolean isStreamTarget(Path file) throws FileAccessException {
        try {
            return isStream(target(file));
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(file, e);
        }
    }

    /** Returns whether both names lead to one file, however; false for a device or a pipe, which is not replaced. */
    public static boolean isSame(Path one, Path other) {
        try {
            Path first = target(one);
            Path second = target(other);
            if (isStream(first) || isStream(second)) {
                return false;
            }
            return Files.exists(first) && Files.exists(second)
                    ? Files.isSameFile(first, second)
                    : located(first).equals(located(second));
        } catch (IOException e) {
            return false; // whoever writes it says so
        }
    }

    private static Path located(Path file) throws IOException {
        return file.toAbsolutePath().resolveSibling("").toRealPath().resolve(file.getFileName());
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = temporary(file);
        try {
            try (var out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                if (Files.exists(file)) {
                    Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
                }
                out.write(bytes);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The name is random, so that nobody can have put a link there. */
    private static Path temporary(Path file) {
        return file.resolveSibling("threadlab-" + UUID.randomUUID() + ".part");
    }

    private static boolean isStream(Path target) {
        return Files.isSymbolicLink(target) || Files.exists(target) && !Files.isRegularFile(target);
    }

    /** Follows links, also to a file that does not exist yet, but not those of /proc: they lead to open files. */
    private static Path target(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target) && !isInProc(target); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        if (Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(file.toString());
        }
        return target;
    }

    private static boolean isInProc(Path link) throws IOException {
        return link.toAbsolutePath().resolveSibling("").toRealPath().startsWith("/proc");
    }
}
