package threadlab.server.events;

import java.time.Duration;

/**
 * How long sessions waited until their code first ran, from just before their thread was started, or from when they
 * were ready for their event loop. While more virtual threads can run than there are carriers, a new one queues behind
 * them. No thread dump shows this wait, and to the peer it looks like a slow first echo.
 *
 * @param sessions sessions that have run
 * @param totalNanos sum of their waits, in nanoseconds
 * @param longestNanos their longest wait, in nanoseconds; 0 without sessions
 */
public record StartLatency(long sessions, long totalNanos, long longestNanos) {

    public static final StartLatency NONE = new StartLatency(0, 0, 0);

    /** Adds one session. */
    public StartLatency plus(long nanos) {
        return new StartLatency(sessions + 1, totalNanos + nanos, Math.max(longestNanos, nanos));
    }

    /** Returns the mean wait, zero if no session has run. */
    public Duration mean() {
        return Duration.ofNanos(sessions == 0 ? 0 : totalNanos / sessions);
    }

    /** Returns the longest wait, zero if no session has run. */
    public Duration longest() {
        return Duration.ofNanos(longestNanos);
    }
}
