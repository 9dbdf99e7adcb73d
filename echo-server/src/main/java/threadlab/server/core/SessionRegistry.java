package threadlab.server.core;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

/**
 * The open sessions, and the permits for them. The acceptor acquires a permit <em>before</em> it accepts, and the session
 * takes it over. So a session that was accepted but is not registered yet is counted already, and {@link #awaitEmpty} can
 * neither miss nor leak it. Once the drain has begun there are no more permits; the drain finds a session that registers
 * late with its next call of {@link #sessions}. Thread-safe.
 */
public final class SessionRegistry {
    private final int maxSessions;
    /** Replaced as a whole, so that count, sum and maximum belong together. */
    private final AtomicReference<StartLatency> startLatency = new AtomicReference<>(StartLatency.NONE);
    /** Of the sessions that first ran since {@link #takeRecentStartLatency} was last called. */
    private final AtomicReference<StartLatency> recentStartLatency = new AtomicReference<>(StartLatency.NONE);
    /** Guards every field below. Held when a session comes or goes, never for an echo, never across a blocking call. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled when a permit is released and when the drain begins. */
    private final Condition changed = lock.newCondition();
    private final SessionsByAddress open = new SessionsByAddress();
    private final Map<CloseReason, Long> closed = new EnumMap<>(CloseReason.class);
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private boolean draining;
    /** Permits in use: one for each registered session, and one for the acceptor. */
    private int permits;
    private long accepted;
    private long departures;
    private long closedEchoes;
    private long closedBytes;

    /** @param maxSessions number of permits, at least 1 */
    public SessionRegistry(int maxSessions) {
        this.maxSessions = maxSessions;
    }

    /** Acquires a permit for the next session; waits while all are in use. False once the drain has begun. */
    public boolean acquire() {
        lock.lock();
        try {
            while (!draining && permits == maxSessions) {
                changed.awaitUninterruptibly();
            }
            if (!draining) {
                permits++;
            }
            return !draining;
        } finally {
            lock.unlock();
        }
    }

    /** Releases a permit that no session has taken over. */
    public void release() {
        lock.lock();
        try {
            permits--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of sessions of this address. */
    int sessionsFrom(InetAddress address) {
        lock.lock();
        try {
            return open.from(address);
        } finally {
            lock.unlock();
        }
    }

    /** Counts a connection that becomes no session; its permit is kept for the next. */
    void rejected(RejectReason reason) {
        lock.lock();
        try {
            rejected.merge(reason, 1L, Long::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Registers a session, which takes over the permit that was acquired for it. */
    public void register(Session session, InetAddress from) {
        lock.lock();
        try {
            open.add(session, from);
            accepted++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Called when a session first runs. Takes no lock: a virtual thread that waited for it would queue for a carrier again,
     * and the measurement would change what it measures.
     */
    public void started(long startLatencyNanos) {
        startLatency.updateAndGet(delays -> delays.plus(startLatencyNanos));
        recentStartLatency.updateAndGet(delays -> delays.plus(startLatencyNanos));
    }

    /** Returns the start latencies of the sessions that first ran since the last call; each is in one answer only. */
    public StartLatency takeRecentStartLatency() {
        return recentStartLatency.getAndSet(StartLatency.NONE);
    }

    /** Removes a closed session and releases its permit. */
    public void unregister(Session session, CloseReason reason) {
        lock.lock();
        try {
            open.remove(session);
            closed.merge(reason, 1L, Long::sum);
            closedEchoes += session.echoes();
            closedBytes += session.bytes();
            departures++;
            permits--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives out no permit from here on. */
    public void beginDrain() {
        lock.lock();
        try {
            draining = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no permit is in use; false if that took longer than {@code limit}. */
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (permits > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return permits == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a session ends or the drain begins, at most for {@code limit}. */
    void awaitDeparture(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long before = departures;
            long left = limit.toNanos();
            while (!draining && departures == before && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the drain begins; false if that took longer than {@code limit}. */
    boolean awaitDrain(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (!draining && left > 0) {
                left = changed.awaitNanos(left);
            }
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /** Returns a copy of the open sessions. */
    public Set<Session> sessions() {
        lock.lock();
        try {
            return Set.copyOf(open.all());
        } finally {
            lock.unlock();
        }
    }

    public ServerStats stats() {
        lock.lock();
        try {
            long echoes = closedEchoes;
            long bytes = closedBytes;
            for (Session session : open.all()) {
                echoes += session.echoes();
                bytes += session.bytes();
            }
            return new ServerStats(accepted, open.all().size(), Map.copyOf(closed), Map.copyOf(rejected), echoes, bytes,
                    Objects.requireNonNull(startLatency.get()));
        } finally {
            lock.unlock();
        }
    }
}
