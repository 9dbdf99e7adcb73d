package threadlab.bench.compare;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.WorkMap;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;
import threadlab.support.Preconditions;

/** The options of {@code compare} for what the servers do for a message before they echo it. */
final class WorkOptions {
    /** More than a pool has threads by default, and few enough that each has an echo within a second or so. */
    static final List<Integer> SESSIONS_OF_MAP = List.of(500);
    private static final InetSocketAddress NOT_STARTED_YET = InetSocketAddress.createUnresolved("backend", 0);

    @Option(names = "--work", paramLabel = "RECIPE",
            description = "What each server does for a message before it echoes it, such as 'cpu 50us, wait 8ms', "
                    + "or a name: api, cpu, gateway (docs/workloads.md). With one --size. A backend for the stage call "
                    + "is started on the CPUs of the load. Default: nothing.")
    private @Nullable String recipe;

    @Option(names = "--map", paramLabel = "AXES",
            description = "Compare two candidates at many recipes 'cpu X, wait Y', such as cpu=10us..2ms,wait=0..50ms: "
                    + "first at a coarse grid, then between neighbours at which the verdict changes. Each is a time, "
                    + "or two with .. between them (docs/workloads.md). With one load; default: 500 sessions.")
    private @Nullable String axes;

    @Option(names = "--cpu-unit", paramLabel = "N",
            description = "With --work or --map: so many steps of the stage cpu count as a microsecond, for all "
                    + "servers. Default: measured at the start.")
    private @Nullable Integer stepsPerMicro;

    /** Returns whether the work, which must be right, can be done only by threads that it may block. */
    boolean needsThread() {
        return recipe != null && Work.needsThread(recipe);
    }

    /** Returns whether the servers need a backend; the recipe must be a right one. */
    boolean calls() {
        return recipe != null && Work.calls(recipe);
    }

    boolean isAsked() {
        return recipe != null || axes != null;
    }

    boolean isMap() {
        return axes != null;
    }

    /**
     * Returns the map before it is refined; null if none is asked for. With a search a trial takes some five times as
     * long, so the grid begins with its corners.
     *
     * @param findRate null without a search
     * @throws IllegalArgumentException in one line, if there can be no such map
     */
    @Nullable
    WorkMap map(@Nullable String findRate) {
        return axes == null ? null : MapParser.parse(axes, steps(findRate));
    }

    private static int steps(@Nullable String findRate) {
        return findRate == null ? 2 : 1;
    }

    /**
     * Returns the loads of a run. With a map they are its first cells.
     *
     * @param loads that the user named, or the default
     * @throws IllegalArgumentException in one line, if a map has several loads
     */
    List<LoadPoint> cells(List<LoadPoint> loads, @Nullable String findRate) {
        WorkMap map = map(findRate);
        if (map == null) {
            return loads;
        }
        List<Integer> sessions = loads.stream().map(LoadPoint::sessions).distinct().toList();
        Preconditions.check(sessions.size() == 1, "sessions", sessions, "one number with map");
        Preconditions.check(loads.size() == 1, "loads", loads.stream().map(LoadPoint::seriesText).toList(),
                "one with map");
        return map.first(steps(findRate)).stream().map(loads.getFirst()::with).toList();
    }

    /**
     * Returns the options of a server; none without work. In a map each trial puts its own work there. The first call
     * measures how fast this machine computes, if that is not given.
     *
     * @param sizes of a message, as the load has them
     * @throws IllegalArgumentException in one line, if the recipe is wrong, or has no size of its own
     */
    List<String> arguments(List<String> sizes) {
        if (recipe != null && axes != null) {
            throw new IllegalArgumentException("map is " + axes + ", allowed with work: none, since a map has its own");
        }
        WorkMap map = map(null);
        String work = map == null ? recipe : map.cells().getFirst().recipe();
        if (work == null) {
            Preconditions.check(stepsPerMicro == null, "cpu-unit", stepsPerMicro, "only with work or map");
            return List.of();
        }
        if (sizes.size() != 1 || !sizes.getFirst().matches("\\d{1,7}")) {
            throw new IllegalArgumentException(
                    "size is " + String.join(",", sizes) + ", allowed with work: one number");
        }
        Work.of(work, Integer.parseInt(sizes.getFirst()), 0,
                new Computing(stepsPerMicro == null ? 1 : stepsPerMicro), NOT_STARTED_YET);
        if (stepsPerMicro == null) {
            stepsPerMicro = Work.computes(work) ? Computing.calibrated().stepsPerMicro() : 1;
        }
        return List.of(Candidate.WORK, work, "--message", sizes.getFirst(), "--cpu-unit", stepsPerMicro.toString());
    }

    /** Returns a sentence for the report; none without work. */
    List<String> remarks() {
        if (axes != null) {
            return List.of("Each message computes and waits as its cell says before its echo (" + stepsPerMicro
                    + " steps of cpu are a microsecond).");
        }
        return recipe == null
                ? List.of()
                : List.of("Each message has this work before its echo: " + Work.recipe(recipe) + " (" + stepsPerMicro
                        + " steps of cpu are a microsecond)."
                        + (calls() ? " The backend that it calls ran on the CPUs of the load." : ""));
    }

    /** Returns what a command has to add to its arguments so that it repeats this run with the same work. */
    List<String> measured(List<String> arguments) {
        return stepsPerMicro == null || arguments.contains("--cpu-unit")
                || arguments.stream().anyMatch(argument -> argument.startsWith("--cpu-unit="))
                        ? List.of()
                        : List.of("--cpu-unit", stepsPerMicro.toString());
    }
}
