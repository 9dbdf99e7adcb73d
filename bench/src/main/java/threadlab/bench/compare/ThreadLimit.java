package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
        Path kernel = root.resolve("proc/sys");
        Stream<Optional<ThreadLimit>> limits = Stream.of(
                number(kernel.resolve("kernel/threads-max")).map(n -> new ThreadLimit("kernel.threads-max", n)),
                number(kernel.resolve("kernel/pid_max")).map(n -> new ThreadLimit("kernel.pid_max", n)),
                number(kernel.resolve("vm/max_map_count"))
                        .map(n -> new ThreadLimit("vm.max_map_count", n / MAPPINGS_PER_THREAD)),
                ofControlGroup(root));
        return limits.flatMap(Optional::stream).min(Comparator.comparing(ThreadLimit::threads));
    }

    /** Containers have their own limit. */
    private static Optional<ThreadLimit> ofControlGroup(Path root) {
        try (Stream<String> lines = Files.lines(root.resolve("proc/self/cgroup"))) {
            return lines.filter(line -> line.startsWith("0::/")).findFirst()
                    .map(line -> line.substring("0::/".length()))
                    .flatMap(group -> number(root.resolve("sys/fs/cgroup").resolve(group).resolve("pids.max")))
                    .map(n -> new ThreadLimit("pids.max of the control group", n));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(Path file) {
        try (var reader = Files.newBufferedReader(file)) { // only the first read gets the value, so it must be large
            String text = String.valueOf(reader.readLine());
            return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty(); // "max" is no limit
        } catch (IOException notLinux) {
            return Optional.empty();
        }
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
