package threadlab.bench.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threadlab.support.Preconditions;

/**
 * A map of the work of a message: its cells compute and wait for different times. Some cells of a grid are measured
 * first, and then those between neighbours at which the candidates compare differently.
 *
 * @param cpuMicros microseconds of computing in the finest grid, ascending
 * @param waitMillis milliseconds of waiting in the finest grid, ascending
 * @param stages numbers of cells that were measured together, in the order of the plan's load points
 */
public record WorkMap(List<Double> cpuMicros, List<Double> waitMillis, List<Integer> stages) {
    /** A wait of 0 counts as the shortest one, so that halfway from there is somewhere. */
    public static final double SHORTEST_WAIT_MILLIS = 1;
    /** Neighbours are at least so many times apart. */
    private static final double FINEST = 2;
    private static final int MOST_STEPS = 8;
    /** What a reader is told is worth two digits. */
    private static final MathContext DIGITS = new MathContext(2);

    /** @throws IllegalArgumentException in one line, if there can be no such map */
    public WorkMap {
        cpuMicros = List.copyOf(cpuMicros);
        waitMillis = List.copyOf(waitMillis);
        stages = List.copyOf(stages);
        checkAxis("cpuMicros", cpuMicros);
        checkAxis("waitMillis", waitMillis);
        Preconditions.check(!stages.isEmpty() && stages.stream().allMatch(stage -> stage >= 1), "stages", stages,
                "one or more, with a cell or more in each");
    }

    private static void checkAxis(String name, List<Double> values) {
        Preconditions.check(!values.isEmpty() && values.size() <= MOST_STEPS + 1
                && values.stream().allMatch(value -> value >= 0 && value <= 1e7)
                && values.stream().sorted().distinct().toList().equals(values), name, values,
                "up to " + (MOST_STEPS + 1) + " values from 0 to 10000000, ascending");
    }

    /**
     * Returns the values of an axis in the finest grid, in geometric steps.
     *
     * @param low where it begins; 0 counts as {@code shortest}
     * @param high where it ends; the same as {@code low} for a single value
     */
    public static List<Double> axis(double low, double high, double shortest) {
        if (low == high) {
            return List.of(low);
        }
        double from = low == 0 ? shortest : low;
        int steps = 1;
        while (steps < MOST_STEPS && Math.pow(high / from, 1.0 / (2 * steps)) >= FINEST) {
            steps *= 2;
        }
        List<Double> values = new ArrayList<>(List.of(low));
        for (int i = 1; i < steps; i++) {
            values.add(BigDecimal.valueOf(from * Math.pow(high / from, (double) i / steps)).round(DIGITS)
                    .doubleValue());
        }
        values.add(high);
        return values;
    }

    /**
     * Returns a map before it is refined.
     *
     * @param mostSteps between the ends of an axis: 1 or 2
     */
    public static WorkMap coarse(List<Double> cpuMicros, List<Double> waitMillis, int mostSteps) {
        return new WorkMap(cpuMicros, waitMillis, List.of(
                thinned(cpuMicros, mostSteps).size() * thinned(waitMillis, mostSteps).size()));
    }

    /** Returns the cells that are measured first. */
    public List<WorkCell> first(int mostSteps) {
        return cells(thinned(cpuMicros, mostSteps), thinned(waitMillis, mostSteps));
    }

    private static List<Double> thinned(List<Double> axis, int mostSteps) {
        int steps = axis.size() - 1;
        int stride = Math.max(1, steps / mostSteps);
        return IntStream.rangeClosed(0, steps).filter(i -> i % stride == 0).mapToObj(axis::get).toList();
    }

    /** Returns all cells of the finest grid. */
    public List<WorkCell> cells() {
        return cells(cpuMicros, waitMillis);
    }

    private static List<WorkCell> cells(List<Double> cpus, List<Double> waits) {
        return waits.stream().flatMap(wait -> cpus.stream().map(cpu -> new WorkCell(cpu, wait))).toList();
    }

    /** @throws IllegalArgumentException in one line, if these are not the load points of this map */
    void check(List<LoadPoint> loadPoints) {
        Preconditions.check(stages.stream().mapToLong(Integer::longValue).sum() == loadPoints.size(), "stages", stages,
                "as many cells as there are loads, which are " + loadPoints.size());
        LoadPoint load = loadPoints.getFirst().with(null);
        Set<WorkCell> cells = Set.copyOf(cells());
        for (LoadPoint loadPoint : loadPoints) {
            WorkCell cell = loadPoint.cell();
            Preconditions.check(cell != null && cells.contains(cell), "cell", cell, "one of the grid of the map");
            Preconditions.check(loadPoint.with(null).equals(load), "loads",
                    List.of(load.sessions(), loadPoint.sessions()), "the same in all cells of a map");
        }
    }

    /** Returns the load points of each stage. */
    List<List<LoadPoint>> stagesOf(List<LoadPoint> loadPoints) {
        List<List<LoadPoint>> parts = new ArrayList<>();
        int from = 0;
        for (int stage : stages) {
            parts.add(loadPoints.subList(from, from + stage));
            from += stage;
        }
        return parts;
    }

    WorkMap withStage(int cells) {
        return new WorkMap(cpuMicros, waitMillis,
                Stream.concat(stages.stream(), Stream.of(cells)).toList());
    }

    /**
     * Returns the cells halfway between neighbours with different leaders, those between one candidate's and the
     * other's first.
     *
     * @param leaders of the cells that have been measured
     */
    public List<WorkCell> next(Map<WorkCell, Leader> leaders) {
        Set<WorkCell> contrary = new LinkedHashSet<>();
        Set<WorkCell> all = new LinkedHashSet<>();
        for (double wait : waitMillis) {
            between(cpuMicros, cpu -> new WorkCell(cpu, wait), leaders, contrary, all);
        }
        for (double cpu : cpuMicros) {
            between(waitMillis, wait -> new WorkCell(cpu, wait), leaders, contrary, all);
        }
        return Stream.concat(contrary.stream(), all.stream()).distinct().toList();
    }

    /** Looks along one row or column. */
    private static void between(List<Double> axis, Function<Double, WorkCell> cellAt, Map<WorkCell, Leader> leaders,
            Set<WorkCell> contrary, Set<WorkCell> all) {
        Leader last = null;
        int lastAt = 0;
        for (int at = 0; at < axis.size(); at++) {
            Leader leader = leaders.get(cellAt.apply(axis.get(at)));
            if (leader == null) {
                continue;
            }
            if (last != null && last != leader && at - lastAt > 1) {
                WorkCell middle = cellAt.apply(axis.get((lastAt + at) / 2));
                all.add(middle);
                if (last != Leader.NOBODY && leader != Leader.NOBODY) {
                    contrary.add(middle);
                }
            }
            last = leader;
            lastAt = at;
        }
    }
}
