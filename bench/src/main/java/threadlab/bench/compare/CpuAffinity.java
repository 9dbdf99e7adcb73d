package threadlab.bench.compare;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.process.Tools;
import threadlab.support.LinuxProcess;

/**
 * Keeps server and load on separate CPUs, so that neither takes time from the other: of the CPUs that this process may
 * use, the server gets the lower half and the load the upper half. Needs {@code taskset} and two CPUs.
 *
 * @param serverCpus a list for taskset; null without affinity
 * @param loadCpus a list for taskset; null without affinity
 * @param problem why there is no affinity; null if there is
 */
record CpuAffinity(@Nullable String serverCpus, @Nullable String loadCpus, @Nullable String problem) {

    /** Returns the affinity that this machine allows. */
    static CpuAffinity here() {
        if (!Tools.isOnPath("taskset")) {
            return none("there is no taskset");
        }
        return LinuxProcess.self().status().get("Cpus_allowed_list").map(CpuAffinity::of)
                .orElseGet(() -> none("the allowed CPUs are not known"));
    }

    static CpuAffinity none(String problem) {
        return new CpuAffinity(null, null, problem);
    }

    /** @param allowed CPUs in the form {@code 0-3,8} */
    static CpuAffinity of(String allowed) {
        List<Integer> cpus = Stream.of(allowed.split(",")).filter(range -> !range.isBlank()).flatMapToInt(range -> {
            String[] ends = range.split("-");
            return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }).boxed().toList();
        if (cpus.size() < 2) {
            return none("there are not two CPUs");
        }
        int half = cpus.size() / 2;
        return new CpuAffinity(text(cpus.subList(0, half)), text(cpus.subList(half, cpus.size())), null);
    }

    List<String> server(List<String> command) {
        return on(serverCpus, command);
    }

    List<String> load(List<String> command) {
        return on(loadCpus, command);
    }

    private static List<String> on(@Nullable String cpus, List<String> command) {
        if (cpus == null) {
            return command;
        }
        return Stream.concat(Stream.of("taskset", "-c", cpus), command.stream()).toList();
    }

    private static String text(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return serverCpus == null
                ? "none, since " + problem
                : "server on CPU " + serverCpus + ", load on CPU " + loadCpus;
    }
}
