package threadlab.bench.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import threadlab.support.FileAccessException;

/**
 * A temporary folder that no other user can read. It is deleted when it is closed; if this JVM is killed before, the
 * next one deletes it.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final String PREFIX = "threadlab-";

    private final RunFolder folder;

    private ScratchFolder(RunFolder folder) {
        this.folder = folder;
    }

    /** Makes an empty one in a folder for temporary files. */
    public static ScratchFolder in(Path parent) throws IOException {
        try {
            deleteLeft(parent);
            return new ScratchFolder(RunFolder.of(Files.createTempDirectory(parent, PREFIX)));
        } catch (NotDirectoryException | NoSuchFileException | AccessDeniedException e) {
            throw FileAccessException.cannotWrite(parent, e);
        }
    }

    /** Deletes the folders of this user that nobody holds any more. */
    private static void deleteLeft(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path left : folders) {
                if (RunFolder.wasHeld(left) && isOwn(left)) {
                    try (RunFolder ours = RunFolder.of(left)) {
                        delete(ours.path());
                    } catch (IOException e) {
                        // It is in use, or somebody else deletes it now.
                    }
                }
            }
        }
    }

    private static boolean isOwn(Path folder) throws IOException {
        return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    public Path path() {
        return folder.path();
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            delete(folder.path());
        }
    }
}
