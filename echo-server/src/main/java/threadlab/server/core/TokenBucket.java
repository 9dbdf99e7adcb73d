package threadlab.server.core;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket for a number of bytes per second, with room for one second. It may be overdrawn; then the taker must
 * wait. It stores a time instead of tokens, so that nothing has to refill it (virtual scheduling, ITU-T I.371, annex
 * A). It knows no clock: times are arguments, in nanoseconds on the monotonic clock. Not thread-safe.
 */
public final class TokenBucket {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** No wait is longer than this part of a second, or than the time of one byte. */
    private static final int READS_PER_SECOND = 8;

    private final int bytesPerSecond;
    /** When the bucket is empty: a second ago if it is full, in the future if it is overdrawn. */
    private long emptyAt;

    /** Creates a full bucket. */
    public TokenBucket(int bytesPerSecond, long now) {
        this.bytesPerSecond = bytesPerSecond;
        this.emptyAt = now - SECOND;
    }

    /** Returns the most that should be taken at a time, at least 1. */
    public int maxRead() {
        return Math.clamp(bytesPerSecond / READS_PER_SECOND, 1, ChannelIo.LARGEST_BUFFER);
    }

    public void take(int bytes, long now) {
        if (now - emptyAt > SECOND) {
            emptyAt = now - SECOND; // what has overflowed is lost
        }
        emptyAt += Math.ceilDiv(bytes * SECOND, bytesPerSecond);
    }

    /** Returns the nanoseconds until the bucket is no longer overdrawn; 0 or less if it is not. */
    public long delay(long now) {
        return emptyAt - now;
    }
}
