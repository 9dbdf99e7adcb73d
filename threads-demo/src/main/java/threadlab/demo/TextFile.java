package threadlab.demo;

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
 * The file that a picture or a page goes to, written whole or not at all. A link stays, and the file that it leads to
 * is written. What is no file, such as a device or a pipe, cannot be replaced and is written into.
 */
public final class TextFile {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private TextFile() {
    }

    /** Finds what would make {@link #write} fail, as far as it can be known before, and leaves everything as it is. */
    public static void check(Path file) throws IOException {
        Path end = end(file);
        if (!isStream(end)) {
            Files.delete(Files.createFile(part(end)));
        }
    }

    /** In one move, so that an interrupted or failed write leaves what was there before. */
    public static void write(Path file, String text) throws IOException {
        Path end = end(file);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (isStream(end)) {
            Files.write(end, bytes, StandardOpenOption.APPEND);
        } else {
            replace(end, bytes);
        }
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

    /** Whether there is nothing to replace: a device, a pipe, or what a process has open. */
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
        return link.toAbsolutePath().getParent().toRealPath().startsWith("/proc");
    }

    /** One line for people. The option is the one that named the file. */
    public static String complaint(String option, Path file, IOException failure) {
        String reason = switch (failure) {
            case NoSuchFileException e -> "its folder does not exist";
            case AccessDeniedException e -> "permission denied";
            case FileSystemLoopException e -> "its links lead in a circle";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
        return "Cannot write " + option + " " + file + ": " + reason;
    }
}
