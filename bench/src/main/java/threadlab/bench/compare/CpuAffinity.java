package threadlab.bench.compare;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.process.Tools;
import threadlab.support.LinuxProcess;
import threadlab.support.Proc;

/**
 * Keeps server and load on separate cores, so that neither takes time from the other: of the cores that this process
 * may use, the server gets the lower half and the load the upper half, each with all their hardware threads. Of a
 * single core, each gets half of the threads. Needs {@code taskset} and two CPUs.
 *
 * @param serverCpus a list for taskset; null without affinity
 * @param loadCpus a list for taskset; null without affinity
 * @param problem why server and load are not apart; null if they are
 */
record CpuAffinity(@Nullable String serverCpus, @Nullable String loadCpus, @Nullable String problem) {

    /** Returns the affinity that this machine allows. */
    static CpuAffinity here() {
        if (!Tools.isOnPath("taskset")) {
            return none("there is no taskset");
        }
        return LinuxProcess.self().status().get("Cpus_allowed_list").map(allowed -> of(allowed, Path.of("/sys")))
                .orElseGet(() -> none("the allowed CPUs are not known"));
    }

    static CpuAffinity none(String problem) {
        return new CpuAffinity(null, null, problem);
    }

    /**
     * Returns the affinity for some CPUs.
     *
     * @param allowed CPUs in the form {@code 0-3,8}
     * @param sys the folder in which the kernel tells which of them share a core
     */
    static CpuAffinity of(String allowed, Path sys) {
        List<Integer> cpus = cpus(allowed);
        Map<Integer, List<Integer>> cores = cpus.stream().collect(
                Collectors.groupingBy(cpu -> firstOfCore(cpu, sys), TreeMap::new, Collectors.toList()));
        if (cpus.size() < 2) {
            return none("there are not two CPUs");
        }
        return cores.size() < 2
                ? halves(cpus.stream().map(List::of).toList(), "all CPUs are threads of one core")
                : halves(List.copyOf(cores.values()), null);
    }

    private static CpuAffinity halves(List<List<Integer>> cores, @Nullable String problem) {
        int half = cores.size() / 2;
        return new CpuAffinity(text(cores.subList(0, half)), text(cores.subList(half, cores.size())), problem);
    }

    private static List<Integer> cpus(String ranges) {
        return Stream.of(ranges.split(",")).filter(range -> !range.isBlank()).flatMapToInt(range -> {
            String[] ends = range.split("-");
            return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }).boxed().toList();
    }

    /** Returns the lowest CPU that shares its core, which is the CPU itself where the kernel tells nothing. */
    private static int firstOfCore(int cpu, Path sys) {
        Path siblings = sys.resolve("devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list");
        return Proc.line(siblings, "").flatMap(list -> cpus(list).stream().min(Comparator.naturalOrder())).orElse(cpu);
    }

    /** Returns the same if the server has so many CPUs of its own; else it gets those of the load too. */
    CpuAffinity withServerOn(int cpus) {
        if (serverCpus == null || loadCpus == null || serverCpus.split(",").length >= cpus) {
            return this;
        }
        String all = Stream.of(serverCpus, loadCpus).flatMap(list -> Stream.of(list.split(",")))
                .map(Integer::valueOf).sorted().map(String::valueOf).collect(Collectors.joining(","));
        return new CpuAffinity(all, loadCpus, "a server that may use " + cpus + " CPUs needs more than its part");
    }

    List<String> server(List<String> command) {
        return on(serverCpus, command);
    }

    /** Returns the words before the command of a server that gets the first ones of its CPUs only. */
    List<String> server(int cpus) {
        String first = Stream.of(Objects.requireNonNull(serverCpus).split(",")).limit(cpus)
                .collect(Collectors.joining(","));
        return on(first, List.of());
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

    private static String text(List<List<Integer>> cores) {
        return cores.stream().flatMap(List::stream).sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return serverCpus == null
                ? "none, since " + problem
                : "server on CPU " + serverCpus + ", load on CPU " + loadCpus
                        + (problem == null ? "" : "; " + problem);
    }
}
