package threadlab.bench.faults;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers that are a function of a seed and of what they are for. */
final class Seeds {
    /** The seed of a test run; without it each run has another, which every failure names. */
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
