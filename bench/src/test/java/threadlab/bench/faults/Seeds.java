package threadlab.bench.faults;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers that depend only on a seed and on their purpose. */
final class Seeds {
    /** Seed of a test run. By default each run has another one, which every failure names. */
    static final long RUN = Long.getLong("lab.seed", System.nanoTime() & 0xffff_ffffL);

    private Seeds() {
    }

    static RandomGenerator of(long seed, int... purpose) {
        long mixed = seed;
        for (int part : purpose) {
            mixed = new SplittableRandom(mixed + part).nextLong();
        }
        return new SplittableRandom(mixed);
    }
}
