package threadlab.bench.compare;

import java.util.List;
import java.util.stream.Stream;
import threadlab.bench.verdict.TrialTiming;
import threadlab.server.ModelName;
import threadlab.server.ThreadModel;

/** The defaults of a run: how much of the user's time it takes. */
record RunProfile(List<ModelName> models, List<Integer> sessions, RoundsPlan rounds, TrialTiming timing) {
    /** Takes less than two minutes on two cores. */
    static final RunProfile QUICK = new RunProfile(
            models(ThreadModel.PLATFORM, ThreadModel.VIRTUAL, ThreadModel.VIRTUAL_TUNED), List.of(1000),
            RoundsPlan.fixed(5),
            new TrialTiming(0.7, 1.2, 1));
    /** Takes less than ten minutes on two cores. */
    static final RunProfile NORMAL = new RunProfile(
            models(ThreadModel.PLATFORM, ThreadModel.VIRTUAL, ThreadModel.VIRTUAL_TUNED, ThreadModel.EVENT_LOOP),
            List.of(100, 1000, 5000), RoundsPlan.AUTO, new TrialTiming(0.8, 1.3, 1.2));
    /** Takes as long as it needs, some two hours by the plan. */
    static final RunProfile THOROUGH = new RunProfile(NORMAL.models, List.of(1, 10, 100, 1000, 5000, 10_000),
            RoundsPlan.fixed(15),
            new TrialTiming(5, 15, 5));

    private static List<ModelName> models(ThreadModel... models) {
        return Stream.of(models).map(ModelName::of).toList();
    }

    /** The candidates where messages have work. What most servers have today comes first. */
    static final List<ModelName> WORKING = models(ThreadModel.POOL, ThreadModel.VIRTUAL,
            ThreadModel.VIRTUAL_PER_REQUEST, ThreadModel.PLATFORM);

    /** The candidates of a map: what most servers have today, and what is asked about. */
    static final List<ModelName> OF_MAP = models(ThreadModel.POOL, ThreadModel.VIRTUAL);

    /** Code for TLS takes a JVM longer to compile: docs/performance.md has what a shorter warm-up overstates. */
    RunProfile withTls() {
        return new RunProfile(models, sessions, rounds, new TrialTiming(Math.max(4, timing.warmupSeconds()),
                Math.max(10, timing.longestWarmupSeconds()), timing.durationSeconds()));
    }
}
