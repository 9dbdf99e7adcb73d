package threadlab.server.work;

/**
 * Random numbers that depend on a message alone: every candidate of a comparison gets the same ones. Each call of
 * {@link #next} is the next number of the message. Not thread-safe.
 *
 * <p>The numbers are those of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014).
 */
final class Draw {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    Draw(long seed, long session, long message) {
        this(mix(mix(mix(seed) + session) + message));
    }

    private Draw(long state) {
        this.state = state;
    }

    /** Returns the numbers of the next part of the message that is done at the same time as others. */
    Draw branch() {
        state += GAMMA;
        return new Draw(mix(state));
    }

    private static long mix(long number) {
        long z = number + GAMMA;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** Returns a number from 0 to 1, both left out. */
    double next() {
        state += GAMMA;
        return ((mix(state) >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Returns a whole number from 0 to below the bound. */
    int next(int bound) {
        return (int) (next() * bound);
    }

    /** Returns a number of the normal distribution with mean 0 and deviation 1 (Box and Muller). */
    double nextNormal() {
        return Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    }
}
