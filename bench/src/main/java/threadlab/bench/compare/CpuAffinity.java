package threadlab.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keeps server and load on CPUs of their own, so that neither takes time from the other: the lower half of the CPUs
 * this process may use for the server, the upper half for the load. Needs {@code taskset} and two CPUs.
 *
 * @param serverCpus a list as taskset takes it; null when nothing is pinned
 * @param reason why nothing is pinned; null when it is
 */
record CpuAffinity(String serverCpus, String loadCpus, String reason) {

    static CpuAffinity here() {
        if (Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")))) {
            return new CpuAffinity(null, null, "there is no taskset");
        }
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return of(lines.filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(""));
        } catch (IOException e) {
            return new CpuAffinity(null, null, "the allowed CPUs are not told");
        }
    }

    /** @param allowed CPUs in the form {@code 0-3,8} */
    static CpuAffinity of(String allowed) {
        List<Integer> cpus = Stream.of(allowed.split(",")).filter(range -> !range.isBlank()).flatMapToInt(range -> {
            String[] ends = range.split("-");
            return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }).boxed().toList();
        if (cpus.size() < 2) {
            return new CpuAffinity(null, null, "there are not two CPUs");
        }
        int half = cpus.size() / 2;
        return new CpuAffinity(text(cpus.subList(0, half)), text(cpus.subList(half, cpus.size())), null);
    }

    List<String> server(List<String> command) {
        return pinned(serverCpus, command);
    }

    List<String> load(List<String> command) {
        return pinned(loadCpus, command);
    }

    private static List<String> pinned(String cpus, List<String> command) {
        if (cpus == null) {
            return command;
        }
        var pinned = new ArrayList<>(List.of("taskset", "-c", cpus));
        pinned.addAll(command);
        return pinned;
    }

    private static String text(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return serverCpus == null
                ? "none, since " + reason
                : "server on CPU " + serverCpus + ", load on CPU " + loadCpus;
    }
}
