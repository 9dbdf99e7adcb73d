package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many threads one process can have at the most here.
 *
 * @param name of the setting that says so
 */
record ThreadLimit(String name, long threads) {
    /** The JVM's own, and room for what else runs under the same limit. */
    private static final int OTHERS = 100;
    /** A thread's stack and its guard pages are separate mappings, and the heap and the libraries have theirs. */
    private static final int MAPPINGS_PER_THREAD = 2;

    /** The lowest of those that Linux has; empty where it does not tell. */
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
                ofGroup(root));
        return limits.flatMap(Optional::stream).min(Comparator.comparing(ThreadLimit::threads));
    }

    /** Containers have one of their own. */
    private static Optional<ThreadLimit> ofGroup(Path root) {
        try (Stream<String> lines = Files.lines(root.resolve("proc/self/cgroup"))) {
            return lines.filter(line -> line.startsWith("0::/")).findFirst()
                    .map(line -> line.substring("0::/".length()))
                    .flatMap(group -> number(root.resolve("sys/fs/cgroup").resolve(group).resolve("pids.max")))
                    .map(n -> new ThreadLimit("pids.max of the control group", n));
        } catch (IOException notTold) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(Path file) {
        try (var reader = Files.newBufferedReader(file)) { // a setting is told to the first read only, so to a large one
            String text = String.valueOf(reader.readLine());
            return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty(); // "max" is no limit
        } catch (IOException notTold) {
            return Optional.empty();
        }
    }

    /** Why so many sessions cannot have a platform thread each, in a line; empty if they can. */
    Optional<String> shortage(int sessions) {
        return sessions + OTHERS <= threads
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT,
                        "%d sessions on platform threads need as many threads and some %d more, and %s allows %d here",
                        sessions, OTHERS, name, threads));
    }
}
