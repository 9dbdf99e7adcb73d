package threadlab.bench.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.support.FileAccessException;

/**
 * The folder that a run writes to. No other run of this machine can write there until it is closed, or until this JVM
 * ends, however it does. Not thread-safe.
 */
public final class RunFolder implements AutoCloseable {
    /** It stays: if it were deleted, one process could lock the deleted file, and another one a new file. */
    private static final String LOCK = ".lock";
    private static final String NUMBER = "[1-9]\\d{0,8}";

    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a new folder in another one, with a number above those that are there.
     *
     * @throws IOException in one line, if it cannot be made
     */
    public static RunFolder next(Path parent) throws IOException {
        try {
            Files.createDirectories(parent);
            for (int number = numbers(parent).stream().max(Comparator.naturalOrder()).orElse(0) + 1;; number++) {
                try {
                    return held(Files.createDirectory(parent.resolve(String.valueOf(number))));
                } catch (FileAlreadyExistsException e) {
                    // Another run has taken this number since.
                }
            }
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(parent, e);
        }
    }

    /**
     * Takes a folder for a new run, and makes it if need be.
     *
     * @param files names of the files that the run will write
     * @throws IOException in one line, if it has one of these files already, if another run writes there, or if nobody
     *             can
     */
    public static RunFolder of(Path path, List<String> files) throws IOException {
        RunFolder folder = of(path);
        Optional<Path> there = files.stream().map(path::resolve).filter(Files::exists).findFirst();
        if (there.isPresent()) {
            folder.close();
            throw new IOException(there.get() + " is there already, and is kept: name another folder");
        }
        return folder;
    }

    /**
     * Takes a folder for a run that may have begun there before.
     *
     * @throws IOException in one line, if another run writes there, or if nobody can
     */
    public static RunFolder of(Path path) throws IOException {
        try {
            Files.createDirectories(path);
            return held(path);
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(path, e);
        }
    }

    /** Returns whether some process has held the folder, now or before. */
    static boolean wasHeld(Path path) {
        return Files.isRegularFile(path.resolve(LOCK));
    }

    private static RunFolder held(Path path) throws IOException {
        FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            if (lock.tryLock() != null) {
                return new RunFolder(path, lock);
            }
        } catch (OverlappingFileLockException e) {
            // This JVM has it itself.
        }
        lock.close();
        throw new IOException("another run writes there");
    }

    /** Returns the file of that name in the folder with the highest number that has it; empty if there is none. */
    public static Optional<Path> latest(Path parent, String file) {
        try {
            return numbers(parent).stream().sorted(Comparator.reverseOrder())
                    .map(number -> parent.resolve(String.valueOf(number)).resolve(file)).filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // as if the folder were empty, which is what its user is told
        }
    }

    private static List<Integer> numbers(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.map(entry -> entry.getFileName().toString()).filter(name -> name.matches(NUMBER))
                    .map(Integer::valueOf).toList();
        }
    }

    public Path path() {
        return path;
    }

    /** Lets other runs write to the folder. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
