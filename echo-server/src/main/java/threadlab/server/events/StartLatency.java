package threadlab.server.events;

import java.time.Duration;

/**
 * How long sessions waited to run, from just before their thread was started, or from when they were ready for their
 * event loop, until their code first ran. While more virtual threads can run than there are carriers, a new one queues
 * behind them, and this is its wait: no thread dump shows it, and to the peer it looks like a slow first echo.
 *
 * @param sessions that have run; one that still waits is not in here yet
 * @param totalNanos nanoseconds that they waited, all together
 * @param longestNanos nanoseconds that one of them waited at most, 0 if there is none
 */
public record StartLatency(long sessions, long totalNanos, long longestNanos) {

    /** Of no session. */
    public static final StartLatency NONE = new StartLatency(0, 0, 0);

    /** These and one more. */
    public StartLatency plus(long nanos) {
        return new StartLatency(sessions + 1, totalNanos + nanos, Math.max(longestNanos, nanos));
    }

    /** The mean, zero if no session has run. */
    public Duration mean() {
        return Duration.ofNanos(sessions == 0 ? 0 : totalNanos / sessions);
    }

    /** The longest, zero if no session has run. */
    public Duration longest() {
        return Duration.ofNanos(longestNanos);
    }
}
