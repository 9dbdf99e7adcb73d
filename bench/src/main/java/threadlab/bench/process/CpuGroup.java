package threadlab.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threadlab.support.CpuQuota;
import threadlab.support.FileAccessException;
import threadlab.support.PrintableText;

/**
 * A control group with a CPU quota, of version 2 or 1, see cgroups(7). It is removed when it is closed, or when this
 * JVM ends; if this JVM is killed before, the next one removes it.
 */
public final class CpuGroup implements AutoCloseable {
    private static final String PREFIX = "threadlab-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,9})-.*");
    private static final long PERIOD_MICROS = 100_000;
    private static final int REMOVE_ATTEMPTS = 100;
    private static final int REMOVE_PAUSE_MILLIS = 20;
    /** Becomes the command, once it is in the group; what the command starts is in the group too. */
    private static final String ENTER = "echo $$ >\"$0\" && exec \"$@\"";

    private final Path folder;

    private CpuGroup(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "remove control group"));
    }

    /**
     * Makes a group in the group of this process, or in one of those that it is in.
     *
     * @throws IOException in one line, if none can be made
     */
    public static CpuGroup of(double cpus) throws IOException, InterruptedException {
        return in(CpuQuota.groupsOfThisProcess(), cpus);
    }

    static CpuGroup in(List<Path> parents, double cpus) throws IOException, InterruptedException {
        IOException problem = new IOException("there are no control groups for CPUs");
        for (Path parent : parents) {
            try {
                return makeIn(parent, cpus);
            } catch (IOException e) {
                problem = e;
            }
        }
        throw problem;
    }

    private static CpuGroup makeIn(Path parent, double cpus) throws IOException, InterruptedException {
        Path folder = parent.resolve(PREFIX + ProcessHandle.current().pid() + "-" + cpus);
        try {
            removeLeft(parent);
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(folder, e);
        }
        var group = new CpuGroup(folder);
        try {
            limit(folder, Math.round(cpus * PERIOD_MICROS));
            group.checkEntry();
            return group;
        } catch (IOException e) {
            group.close();
            throw e;
        }
    }

    /** Removes the groups of processes that are gone; one that is in use stays. */
    private static void removeLeft(Path parent) throws IOException {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path left : groups) {
                Matcher name = NAME.matcher(left.getFileName().toString());
                if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    tryToRemove(left);
                }
            }
        }
    }

    static void limit(Path folder, long quotaMicros) throws IOException {
        Path quota = folder.resolve("cpu.max");
        Path quotaOfVersion1 = folder.resolve("cpu.cfs_quota_us");
        if (Files.exists(quota)) {
            write(quota, quotaMicros + " " + PERIOD_MICROS);
        } else if (Files.exists(quotaOfVersion1)) {
            write(folder.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
            write(quotaOfVersion1, String.valueOf(quotaMicros));
        } else {
            throw new IOException("groups in " + folder.getParent() + " have no CPU quota");
        }
    }

    private static void write(Path file, String value) throws IOException {
        try {
            Files.writeString(file, value);
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(file, e);
        }
    }

    /** A group that could be made may still be one that no process may be moved to. */
    private void checkEntry() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(entering());
        words.add("true");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("no process can be moved to " + folder + ": "
                    + PrintableText.of(said.lines().findFirst().orElse("sh failed")));
        }
    }

    /** Returns the words before a command that is to run in the group. */
    public List<String> entering() {
        return List.of("sh", "-c", ENTER, folder.resolve("cgroup.procs").toString());
    }

    /** Removes the group, once the processes in it have ended. */
    @Override
    public void close() {
        Stream.generate(() -> tryToRemove(folder)).limit(REMOVE_ATTEMPTS).takeWhile(removed -> !removed)
                .forEach(again -> pause());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(REMOVE_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean tryToRemove(Path folder) {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (IOException inUse) {
            return false; // a process in it has not ended yet
        }
    }
}
