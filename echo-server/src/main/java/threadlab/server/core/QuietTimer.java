package threadlab.server.core;

/** Measures how long a session has made no progress. Not thread-safe: used by the drain only. */
public final class QuietTimer {
    private static final long NOTHING = -1;

    private long seen = NOTHING;
    private long seenAt;

    /**
     * Returns the nanoseconds since {@code progress} was first seen as it is.
     *
     * @param progress a count that only grows
     */
    public long quietNanos(long progress) {
        long now = System.nanoTime();
        if (progress != seen) {
            seen = progress;
            seenAt = now;
        }
        return now - seenAt;
    }

    /** Starts the quiet time anew with the next call. */
    public void reset() {
        seen = NOTHING;
    }
}
