package threadlab.bench.compare;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.support.Proc;

/**
 * The largest number of threads that a process can have on this machine.
 *
 * @param name of the setting that limits it
 */
record ThreadLimit(String name, long threads) {
    /** The JVM has threads of its own, and other processes may share the limit. */
    private static final int OTHER_THREADS = 100;
    /** A thread's stack and its guard pages are separate mappings. */
    private static final int MAPPINGS_PER_THREAD = 2;

    /** Returns the lowest limit that Linux has; empty on other systems. */
    static Optional<ThreadLimit> here() {
        return in(Path.of("/"));
    }

    static Optional<ThreadLimit> in(Path root) {
        Path proc = root.resolve("proc");
        Stream<Optional<ThreadLimit>> limits = Stream.of(sysctl(proc, "kernel.threads-max", 1),
                sysctl(proc, "kernel.pid_max", 1), sysctl(proc, "vm.max_map_count", MAPPINGS_PER_THREAD),
                ofControlGroup(root));
        return limits.flatMap(Optional::stream).min(Comparator.comparing(ThreadLimit::threads));
    }

    private static Optional<ThreadLimit> sysctl(Path proc, String name, int perThread) {
        return Proc.sysctl(proc, name).flatMap(value -> limit(name, value, perThread));
    }

    /** Containers have their own limit. */
    private static Optional<ThreadLimit> ofControlGroup(Path root) {
        return Proc.line(root.resolve("proc/self/cgroup"), "0::/")
                .flatMap(group -> Proc.line(root.resolve("sys/fs/cgroup").resolve(group).resolve("pids.max"), ""))
                .flatMap(value -> limit("pids.max of the control group", value, 1));
    }

    /** The value may be "max". */
    private static Optional<ThreadLimit> limit(String name, String value, int perThread) {
        return value.matches("\\d{1,18}")
                ? Optional.of(new ThreadLimit(name, Long.parseLong(value) / perThread))
                : Optional.empty();
    }

    /** Returns why this number of sessions cannot have a platform thread each; empty if they can. */
    Optional<String> shortage(int sessions) {
        return sessions + OTHER_THREADS <= threads
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT,
                        "%d sessions on platform threads need as many threads and some %d more, and %s allows %d here",
                        sessions, OTHER_THREADS, name, threads));
    }
}
