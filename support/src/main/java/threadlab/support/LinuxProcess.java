package threadlab.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A process as {@code /proc} shows it. Answers are empty on systems without it, such as macOS, and for a process that
 * has ended or belongs to somebody else. Thread-safe.
 *
 * @param folder {@code /proc/PID}
 */
public record LinuxProcess(Path folder) {
    /** USER_HZ, which is the same on all machines that a JDK is built for. */
    private static final int MILLIS_PER_TICK = 10;

    /** Returns this process. */
    public static LinuxProcess self() {
        return new LinuxProcess(Path.of("/proc/self"));
    }

    /** Returns the process with that id. */
    public static LinuxProcess of(long pid) {
        return new LinuxProcess(Path.of("/proc", String.valueOf(pid)));
    }

    /** Returns the status of the process. */
    public ProcStatus status() {
        return status(folder);
    }

    /** Returns the status of each of its threads, without those that end meanwhile. Reads one file a thread. */
    public Stream<ProcStatus> threadStatuses() {
        Path tasks = folder.resolve("task");
        return list(tasks).stream().flatMap(Stream::of).map(id -> status(tasks.resolve(id)))
                .filter(status -> !status.text().isEmpty());
    }

    /** Returns the number of its threads, those of the JVM included. */
    public OptionalInt threads() {
        return count("task");
    }

    /** Returns the number of its open file descriptors, sockets included. */
    public OptionalInt descriptors() {
        return count("fd");
    }

    /**
     * Returns the CPU time of those of its children that have ended, and of theirs, user and system, as far as somebody
     * has waited for them.
     */
    public Optional<Duration> cpuOfEndedChildren() {
        // The name of the program comes first. It is in brackets, and may have any characters.
        String stat = read(folder.resolve("stat"));
        return Optional.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "))
                .filter(fields -> fields.length > 14)
                .map(fields -> Long.parseLong(fields[13]) + Long.parseLong(fields[14]))
                .map(ticks -> Duration.ofMillis(ticks * MILLIS_PER_TICK));
    }

    /**
     * Returns the CPU time of the threads that it has now, to the nanosecond: those that have ended are left out. Reads
     * one file a thread.
     */
    public Optional<Duration> cpuOfThreads() {
        Path tasks = folder.resolve("task");
        List<Long> nanos = list(tasks).stream().flatMap(Stream::of)
                .map(id -> read(tasks.resolve(id).resolve("schedstat"))).filter(text -> !text.isEmpty())
                .map(text -> Long.parseLong(text.substring(0, text.indexOf(' ')))).toList();
        return nanos.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.stream().mapToLong(Long::longValue).sum()));
    }

    /** Returns its memory, in which each of n processes that share a page counts for an n-th of it. */
    public OptionalLong proportionalBytes() {
        return Proc.line(folder.resolve("smaps_rollup"), "Pss:").stream()
                .mapToLong(value -> Long.parseLong(value.replaceAll("\\D", "")) << 10).findFirst();
    }

    private OptionalInt count(String name) {
        return list(folder.resolve(name)).stream().mapToInt(entries -> entries.length).findFirst();
    }

    private static Optional<String[]> list(Path folder) {
        return Optional.ofNullable(folder.toFile().list());
    }

    private static ProcStatus status(Path folder) {
        return new ProcStatus(read(folder.resolve("status")));
    }

    private static String read(Path file) {
        try {
            // A thread's name may hold any bytes; in this charset each is a character.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException notTold) {
            return "";
        }
    }
}
