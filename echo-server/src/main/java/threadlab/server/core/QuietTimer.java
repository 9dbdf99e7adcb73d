package threadlab.server.core;

/** How long a session has made no progress, as whoever drains it sees it. One caller's own at a time. */
public final class QuietTimer {
    private static final long NOTHING = -1;

    private long seen = NOTHING;
    private long seenAt;

    /** @param progress a count that only grows; @return nanoseconds since it was first seen as it is */
    public long quietNanos(long progress) {
        long now = System.nanoTime();
        if (progress != seen) {
            seen = progress;
            seenAt = now;
        }
        return now - seenAt;
    }

    /** The quiet time begins with the next look. */
    public void forget() {
        seen = NOTHING;
    }
}
