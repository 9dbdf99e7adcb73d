package threadlab.server.core;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerStats;

/**
 * The open sessions, and the permits for them. The acceptor acquires a permit <em>before</em> it accepts, and the
 * session takes it over. So a session that was accepted but is not registered yet is counted already, and {@link
 * #awaitEmpty} can neither miss nor leak it. Once the drain has begun there are no more permits; the drain finds a
 * session that registers late with its next call of {@link #sessions}. Thread-safe.
 */
public final class SessionRegistry {
    private final int maxSessions;
    private final SessionStarts starts = new SessionStarts();
    /** Guards every field below. Held when a session comes or goes, never for an echo, never across a blocking call. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled when a permit is released and when the drain begins. */
    private final Condition changed = lock.newCondition();
    private final SessionsByAddress open = new SessionsByAddress();
    private final SessionCounters counters = new SessionCounters();
    private boolean draining;
    private int permits;

    /** @param maxSessions number of permits, at least 1 */
    public SessionRegistry(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /** Acquires a permit for the next session; waits while all are in use. False once the drain has begun. */
    public boolean acquire() {
        return locked(() -> {
            while (!draining && permits == maxSessions) {
                changed.awaitUninterruptibly();
            }
            permits += draining ? 0 : 1;
            return !draining;
        });
    }

    /** Releases a permit that no session has taken over. */
    public void release() {
        change(() -> permits--);
    }

    /** Returns the permits in use: one for each registered session, and one for the acceptor. */
    int permits() {
        return locked(() -> permits);
    }

    /** Returns the number of sessions of this address. */
    int sessionsFrom(InetAddress address) {
        return locked(() -> open.from(address));
    }

    /** Counts a connection that becomes no session; its permit is kept for the next. */
    void rejected(RejectReason reason) {
        change(() -> counters.rejected(reason));
    }

    /** Registers a session, which takes over the permit that was acquired for it. */
    public void register(Session session, InetAddress from) {
        change(() -> {
            open.add(session, from);
            counters.accepted();
        });
    }

    /** Removes a closed session and releases its permit. */
    public void unregister(Session session, CloseReason reason) {
        change(() -> {
            open.remove(session);
            counters.closed(session, reason);
            permits--;
        });
    }

    /** Gives out no permit from here on. */
    public void beginDrain() {
        change(() -> draining = true);
    }

    /** Waits until no permit is in use; false if that took longer than {@code limit}. */
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        return await(limit, () -> permits == 0);
    }

    /** Waits until a session ends or the drain begins, at most for {@code limit}. */
    void awaitDeparture(Duration limit) throws InterruptedException {
        long before = locked(counters::departures);
        await(limit, () -> draining || counters.departures() != before);
    }

    /** Waits until the drain begins; false if that took longer than {@code limit}. */
    boolean awaitDrain(Duration limit) throws InterruptedException {
        return await(limit, () -> draining);
    }

    /** Returns a copy of the open sessions. */
    public Set<Session> sessions() {
        return locked(() -> Set.copyOf(open.all()));
    }

    public ServerStats stats() {
        return locked(() -> counters.snapshot(open.all(), starts.total()));
    }

    /** How long sessions waited until they first ran. */
    public SessionStarts starts() {
        return starts;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return condition.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
