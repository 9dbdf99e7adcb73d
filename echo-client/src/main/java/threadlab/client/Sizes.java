package threadlab.client;

/**
 * How long messages are: all alike, or evenly spread between two limits by a function of (seed, session, sequence), so
 * that a run can be repeated. Pure.
 *
 * @param min bytes, at least 1
 * @param max bytes, at least {@code min}
 */
public record Sizes(int min, int max, long seed) {

    public static Sizes of(int bytes) {
        return new Sizes(bytes, bytes, 0);
    }

    int of(long session, long sequence) {
        return min == max
                ? min
                : min + (int) Long.remainderUnsigned(Payload.mix(Payload.mix(Payload.mix(seed) + session) + sequence),
                        max - min + 1L);
    }

    /** As the option {@code --size} takes it. */
    @Override
    public String toString() {
        return min == max ? String.valueOf(min) : min + ".." + max;
    }
}
