package threadlab.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the CPU quota of a control group was used up since the group was made, so that its processes had to wait
 * until the next period.
 *
 * @param periods periods of the quota in which the group ran, usually of 0.1 s
 * @param throttled those in which the quota was used up
 * @param waited how long CPUs waited for their next period, added up over them
 */
public record CpuQuota(long periods, long throttled, Duration waited) {
    private static final Path SELF = Path.of("/proc/self/cgroup");
    private static final Path MOUNTED = Path.of("/sys/fs/cgroup");
    /** Where version 2 of control groups is mounted, alone or beside version 1, and the CPU controller of version 1. */
    private static final List<String> MOUNTS = List.of("", "unified", "cpu", "cpu,cpuacct");

    /** Returns the quotas of this process's groups and of those that they are in, by their files. */
    static Map<Path, CpuQuota> ofThisProcess() {
        return of(SELF, MOUNTED);
    }

    /** Returns the quotas of another process's groups and of those that they are in, by their files. */
    public static Map<Path, CpuQuota> ofProcess(long pid) {
        return of(Path.of("/proc/" + pid + "/cgroup"), MOUNTED);
    }

    static Map<Path, CpuQuota> of(Path groups, Path mounts) {
        var quotas = new LinkedHashMap<Path, CpuQuota>();
        for (Path group : groups(groups, mounts)) {
            Path file = group.resolve("cpu.stat");
            Map<String, Long> figures = figures(file);
            if (figures.getOrDefault("nr_periods", 0L) > 0) {
                quotas.put(file, of(figures));
            }
        }
        return quotas;
    }

    /** Returns the folders of the groups for CPUs that this process is in, the innermost of each kind first. */
    public static List<Path> groupsOfThisProcess() {
        return groups(SELF, MOUNTED);
    }

    /** @param groups lists the groups of a process, see cgroups(7) */
    static List<Path> groups(Path groups, Path mounts) {
        List<Path> folders = new ArrayList<>();
        for (String line : Proc.lines(groups)) {
            String[] fields = line.split(":", 3);
            boolean isForCpu = fields.length == 3
                    && (fields[1].isEmpty() || List.of(fields[1].split(",")).contains("cpu"));
            for (String mount : isForCpu ? MOUNTS : List.<String>of()) {
                Path root = mounts.resolve(mount);
                Path group = root.resolve(fields[2].substring(1)).normalize();
                for (; group != null && group.startsWith(root); group = group.getParent()) {
                    if (Files.exists(group.resolve("cpu.stat"))) {
                        folders.add(group);
                    }
                }
            }
        }
        return folders;
    }

    private static CpuQuota of(Map<String, Long> figures) {
        Duration waited = figures.containsKey("throttled_usec")
                ? Duration.of(figures.get("throttled_usec"), ChronoUnit.MICROS)
                : Duration.ofNanos(figures.getOrDefault("throttled_time", 0L));
        return new CpuQuota(figures.getOrDefault("nr_periods", 0L), figures.getOrDefault("nr_throttled", 0L), waited);
    }

    private static Map<String, Long> figures(Path file) {
        var figures = new LinkedHashMap<String, Long>();
        Proc.lines(file).stream().filter(line -> line.matches("\\w+ \\d{1,18}")).map(line -> line.split(" "))
                .forEach(words -> figures.put(words[0], Long.valueOf(words[1])));
        return figures;
    }

    CpuQuota since(CpuQuota before) {
        return new CpuQuota(periods - before.periods, throttled - before.throttled, waited.minus(before.waited));
    }

    /** Returns the part of the periods in which the quota was used up. */
    public double share() {
        return periods == 0 ? 0 : (double) throttled / periods;
    }
}
