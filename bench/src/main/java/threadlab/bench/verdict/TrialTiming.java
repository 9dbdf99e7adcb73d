package threadlab.bench.verdict;

import java.time.Duration;
import threadlab.support.Preconditions;

/**
 * How long each trial lasts.
 *
 * @param warmupSeconds shortest warm-up
 * @param longestWarmupSeconds after which a trial is measured although it is not steady yet
 * @param durationSeconds length of the measured window
 */
public record TrialTiming(double warmupSeconds, double longestWarmupSeconds, double durationSeconds) {
    private static final Duration MAX = Duration.ofHours(1);
    private static final Duration MIN_WINDOW = Duration.ofMillis(100);
    /** Starting two JVMs, connecting, reading heaps and stopping take this long on two cores. */
    private static final double OVERHEAD_SECONDS = 2.8;
    /** On average a trial is steady after this part of the time between its shortest and its longest warm-up. */
    private static final double WARMUP_TAKEN = 0.75;

    public TrialTiming {
        Duration warmup = duration(warmupSeconds);
        Preconditions.checkRange("warmup", warmup, Duration.ZERO, MAX);
        Preconditions.checkRange("longest-warmup", duration(longestWarmupSeconds), warmup, MAX);
        Preconditions.checkRange("duration", duration(durationSeconds), MIN_WINDOW, MAX);
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    Duration longestWarmup() {
        return duration(longestWarmupSeconds);
    }

    Duration window() {
        return duration(durationSeconds);
    }

    /** The expected length of a whole trial, with the time to start and stop its server. */
    double expectedSeconds() {
        return warmupSeconds + WARMUP_TAKEN * (longestWarmupSeconds - warmupSeconds) + durationSeconds
                + OVERHEAD_SECONDS;
    }
}
