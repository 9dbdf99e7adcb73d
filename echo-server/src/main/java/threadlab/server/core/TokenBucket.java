package threadlab.server.core;

import java.util.concurrent.TimeUnit;
import threadlab.server.blocking.Buffers;

/**
 * How fast bytes may be taken: so many a second, and a second's worth at once after a rest. It may be overdrawn; then the
 * taker must wait. Keeps a time in place of tokens, since time fills it by itself (the virtual scheduling of ITU-T I.371,
 * annex A). Knows no clock but the time it is given, in nanoseconds on the monotonic clock. One thread's own.
 */
public final class TokenBucket {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** No wait is longer than the part of a second that this stands for, or than the time of a byte. */
    private static final int SHARES_A_SECOND = 8;

    private final int bytesPerSecond;
    /** When the bucket is as empty as it was before the first token: now if it is empty, in the future if overdrawn. */
    private long emptyAt;

    /** Full. */
    public TokenBucket(int bytesPerSecond, long now) {
        this.bytesPerSecond = bytesPerSecond;
        this.emptyAt = now - SECOND;
    }

    /** The most that should be taken at a time, at least 1. */
    public int share() {
        return Math.clamp(bytesPerSecond / SHARES_A_SECOND, 1, Buffers.LARGEST);
    }

    public void take(int bytes, long now) {
        if (now - emptyAt > SECOND) {
            emptyAt = now - SECOND; // what has run over is lost
        }
        emptyAt += Math.ceilDiv(bytes * SECOND, bytesPerSecond);
    }

    /** Nanoseconds until the bucket is no longer overdrawn; 0 or less if it is not. */
    public long delay(long now) {
        return emptyAt - now;
    }
}
