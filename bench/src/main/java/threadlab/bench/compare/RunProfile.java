package threadlab.bench.compare;

import java.util.List;
import threadlab.server.ThreadModel;

/** What a run does where nothing is asked for: how much of the user's time it takes. */
record RunProfile(List<ThreadModel> models, List<Integer> sessions, int rounds, double warmupSeconds,
        double longestWarmupSeconds, double durationSeconds) {
    /** Under two minutes on two cores. */
    static final RunProfile QUICK = new RunProfile(
            List.of(ThreadModel.PLATFORM, ThreadModel.VIRTUAL, ThreadModel.VIRTUAL_TUNED), List.of(1000), 5, 0.7, 1.2,
            1);
    /** Under ten minutes on two cores. */
    static final RunProfile NORMAL = new RunProfile(
            List.of(ThreadModel.PLATFORM, ThreadModel.VIRTUAL, ThreadModel.VIRTUAL_TUNED, ThreadModel.EVENT_LOOP),
            List.of(100, 1000, 5000), 5, 1.2, 2.5, 2);
    /** As long as it takes, some two hours by the plan. */
    static final RunProfile THOROUGH = new RunProfile(NORMAL.models, List.of(1, 10, 100, 1000, 5000, 10_000), 15, 5, 15,
            5);

    /** Code for TLS takes a JVM longer to compile: docs/performance.md has what a shorter warm-up overstates. */
    RunProfile withTls() {
        return new RunProfile(models, sessions, rounds, Math.max(4, warmupSeconds), Math.max(10, longestWarmupSeconds),
                durationSeconds);
    }
}
