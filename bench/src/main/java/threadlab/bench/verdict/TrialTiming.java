package threadlab.bench.verdict;

/**
 * How long each trial lasts.
 *
 * @param warmupSeconds shortest warm-up
 * @param longestWarmupSeconds after which a trial is measured although it is not steady yet
 * @param durationSeconds length of the measured window
 */
public record TrialTiming(double warmupSeconds, double longestWarmupSeconds, double durationSeconds) {
    private static final int MAX_SECONDS = 3600;
    /** Starting two JVMs, connecting, reading heaps and stopping take this long on two cores. */
    private static final double OVERHEAD_SECONDS = 2.8;
    /** On average a trial is steady after this part of the time between its shortest and its longest warm-up. */
    private static final double WARMUP_TAKEN = 0.75;

    public TrialTiming {
        check(warmupSeconds >= 0 && warmupSeconds <= MAX_SECONDS, "warmup", warmupSeconds, "0s to 1h");
        check(longestWarmupSeconds >= warmupSeconds && longestWarmupSeconds <= MAX_SECONDS, "longest-warmup",
                longestWarmupSeconds, "the warmup to 1h");
        check(durationSeconds >= 0.1 && durationSeconds <= MAX_SECONDS, "duration", durationSeconds, "100ms to 1h");
    }

    private static void check(boolean valid, String field, double seconds, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + seconds + " s, allowed: " + allowed);
        }
    }

    /** The expected length of a whole trial, with the time to start and stop its server. */
    double expectedSeconds() {
        return warmupSeconds + WARMUP_TAKEN * (longestWarmupSeconds - warmupSeconds) + durationSeconds
                + OVERHEAD_SECONDS;
    }
}
