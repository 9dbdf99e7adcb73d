package threadlab.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks through the open sessions now and then for those that idle, have lived too long, or do not get through their
 * handshake. Costs nothing between two
 * looks and nothing on a session's own path: a socket timeout would add a timer to every wait, and would make the
 * sockets of platform threads non-blocking. Knows no clock but the time it is given. One caller at a time.
 */
final class Sweep {
    /** How long a session that has lived too long may take to drain. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * What is known of one session.
     *
     * @param opened when the sweep saw it first
     * @param since when its echoes were last seen to have changed
     */
    private record Seen(long opened, long echoes, long since) {
        static Seen at(long now, Seen before, long echoes) {
            return before == null
                    ? new Seen(now, echoes, now)
                    : before.echoes == echoes ? before : new Seen(before.opened, echoes, now);
        }
    }

    private final long idleTimeout;
    private final long maxLifetime;
    private final long maxHandshake;
    private final Map<Session, Seen> seen = new HashMap<>();

    /** Zero for no limit. */
    Sweep(Duration idleTimeout, Duration maxLifetime, Duration maxHandshake) {
        this.idleTimeout = limit(idleTimeout);
        this.maxLifetime = limit(maxLifetime);
        this.maxHandshake = limit(maxHandshake);
    }

    private static long limit(Duration limit) {
        return limit.isZero() ? Long.MAX_VALUE / 2 : limit.toNanos();
    }

    /**
     * A thread, not started, that looks until the drain begins. A platform thread: in a saturated server a virtual one
     * could wait for long to run.
     */
    Thread thread(SessionRegistry registry) {
        return Thread.ofPlatform().daemon().name("sweep").unstarted(() -> {
            try {
                while (!registry.awaitDrain(period())) {
                    look(registry.sessions(), System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Often enough that no limit is overrun by more than an eighth, or a second. */
    Duration period() {
        long eighth = Math.min(Math.min(idleTimeout, maxLifetime), maxHandshake) / 8;
        return Duration.ofNanos(Math.clamp(eighth, Duration.ofMillis(5).toNanos(), Duration.ofSeconds(1).toNanos()));
    }

    /** @param now on the monotonic clock, in nanoseconds */
    void look(Set<Session> open, long now) {
        seen.keySet().retainAll(open);
        for (Session session : open) {
            Seen known = seen.compute(session, (same, before) -> Seen.at(now, before, session.echoes()));
            long age = now - known.opened;
            if (age >= maxHandshake && session.isOpening()) {
                session.abort(CloseReason.HANDSHAKE_TIMEOUT);
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
