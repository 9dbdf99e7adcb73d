package threadlab.server.work;

import java.util.concurrent.TimeUnit;

/**
 * Computes for about a given time: a fixed number of steps for each microsecond. A loop that looks at the clock would
 * do less when it is preempted, and so hide what it costs to wait for a CPU. Thread-safe.
 *
 * @param stepsPerMicro how many steps count as a microsecond
 */
public record Computing(int stepsPerMicro) {
    private static final int MOST_STEPS = 1_000_000;
    private static final long PART = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int PARTS = 15;

    /** Where the result goes, so that no compiler leaves the steps out. */
    private static volatile long sink;

    public Computing {
        if (stepsPerMicro < 1 || stepsPerMicro > MOST_STEPS) {
            throw new IllegalArgumentException("cpu-unit is " + stepsPerMicro + ", allowed: 1 to " + MOST_STEPS);
        }
    }

    /** Measures how many steps this machine does in a microsecond, once they are compiled. Takes some 0.2 s. */
    public static Computing calibrated() {
        int most = 1;
        for (int part = 0; part < PARTS; part++) {
            long begun = System.nanoTime();
            long steps = 0;
            long nanos = 0;
            while (nanos < PART) {
                sink = steps(10_000);
                steps += 10_000;
                nanos = System.nanoTime() - begun;
            }
            // The fastest part is the one that nothing has interrupted.
            most = (int) Math.max(most, Math.min(MOST_STEPS, steps * 1000 / nanos));
        }
        return new Computing(most);
    }

    void run(long nanos) {
        sink = steps(Math.max(1, Math.round(nanos / 1e3 * stepsPerMicro)));
    }

    /** A chain in which each step needs the one before, so that no CPU does two at once. */
    private static long steps(long count) {
        long x = count | 1;
        for (long i = 0; i < count; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
