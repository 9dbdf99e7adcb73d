package threadlab.server.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import threadlab.server.events.CloseReason;

/**
 * Ends sessions that idle, are too old, do not finish their handshake, or have failed and do not leave. It looks at all
 * sessions now and then, which costs nothing on a session's own path: a socket timeout would add a timer to every wait,
 * and would make the sockets of platform threads non-blocking. It knows no clock: times are arguments. Not thread-safe.
 */
public final class SessionReaper {
    /** How long a session that is too old may take to drain. */
    public static final Duration GRACE = Duration.ofSeconds(5);
    /** How long a peer may take to read that its session has failed. */
    static final Duration FAILURE_LINGER = Duration.ofSeconds(1);

    /**
     * What is known about one session.
     *
     * @param opened when it was seen first
     * @param since when its reads or its failure last changed
     */
    private record Seen(long opened, long reads, boolean failed, long since) {
        static Seen at(long now, Seen before, Session session) {
            long reads = session.reads();
            boolean failed = session.hasFailed();
            return before != null && before.reads == reads && before.failed == failed
                    ? before
                    : new Seen(before == null ? now : before.opened, reads, failed, now);
        }
    }

    private final long idleTimeout;
    private final long maxLifetime;
    private final long maxHandshake;
    private final Map<Session, Seen> seen = new HashMap<>();

    /** Zero stands for no limit. */
    public SessionReaper(Duration idleTimeout, Duration maxLifetime, Duration maxHandshake) {
        this.idleTimeout = limit(idleTimeout);
        this.maxLifetime = limit(maxLifetime);
        this.maxHandshake = limit(maxHandshake);
    }

    private static long limit(Duration limit) {
        return limit.isZero() ? Long.MAX_VALUE / 2 : limit.toNanos();
    }

    /**
     * Looks until the drain begins. Needs a platform thread: in a saturated server a virtual one could wait for long.
     */
    public void run(SessionRegistry registry) {
        try {
            while (!registry.awaitDrain(period())) {
                look(registry.sessions(), System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Short enough that no limit is exceeded by more than an eighth, or a second. */
    Duration period() {
        long eighth = Math.min(Math.min(idleTimeout, maxLifetime), maxHandshake) / 8;
        return Duration.ofNanos(Math.clamp(eighth, Duration.ofMillis(5).toNanos(), Duration.ofSeconds(1).toNanos()));
    }

    /** @param now on the monotonic clock, in nanoseconds */
    public void look(Set<Session> open, long now) {
        seen.keySet().retainAll(open);
        for (Session session : open) {
            Seen known = seen.compute(session, (same, before) -> Seen.at(now, before, session));
            long age = now - known.opened;
            if (age >= maxHandshake && session.isHandshaking()) {
                session.abort(CloseReason.HANDSHAKE_TIMEOUT);
            } else if (known.failed && now - known.since >= FAILURE_LINGER.toNanos()) {
                session.abort(CloseReason.TLS_ERROR);
            } else if (now - known.since >= idleTimeout) {
                session.abort(CloseReason.IDLE);
            } else if (age - maxLifetime >= GRACE.toNanos()) {
                session.abort(CloseReason.LIFETIME);
            } else if (age >= maxLifetime) {
                session.drain(CloseReason.LIFETIME);
            }
        }
    }
}
