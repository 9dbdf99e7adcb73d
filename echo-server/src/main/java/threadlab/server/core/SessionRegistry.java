package threadlab.server.core;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import threadlab.server.events.CloseReason;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

/**
 * Who is connected, and how many may be. An acceptor takes a place <em>before</em> it accepts, and the place becomes
 * the session's; so a session that was accepted but is not registered yet is already counted, and {@link #awaitEmpty}
 * can neither miss nor leak it. Once the drain has begun, no place is given out; a session that registers late is found
 * by the drain's next look at {@link #sessions}.
 */
public final class SessionRegistry {
    private final int most;
    /** Of all sessions. Replaced as a whole, so that count, sum and maximum are those of one instant. */
    private final AtomicReference<StartLatency> startDelays = new AtomicReference<>(StartLatency.NONE);
    /** Of those sessions that have run since {@link #takeRecentStartDelays} was last called. */
    private final AtomicReference<StartLatency> recentStartDelays = new AtomicReference<>(StartLatency.NONE);
    /** Guards every field below; taken when a session comes or goes, never by an echo, never across a blocking call. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Signalled when a place is given back and when the drain begins. */
    private final Condition changed = lock.newCondition();
    private final SessionsByAddress open = new SessionsByAddress();
    private final Map<CloseReason, Long> closed = new EnumMap<>(CloseReason.class);
    private final Map<RejectReason, Long> refused = new EnumMap<>(RejectReason.class);
    private boolean draining;
    /** Places taken: the registered sessions and the acceptor that is about to register one. */
    private int places;
    private long accepted;
    private long departures;
    private long closedEchoes;
    private long closedBytes;

    /** @param most places there are, at least 1 */
    public SessionRegistry(int most) {
        this.most = most;
    }

    /** Takes a place for a session to come; waits for one while all are taken. False once the drain has begun. */
    public boolean awaitPlace() {
        lock.lock();
        try {
            while (!draining && places == most) {
                changed.awaitUninterruptibly();
            }
            if (!draining) {
                places++;
            }
            return !draining;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a place that no session came to fill. */
    public void leavePlace() {
        lock.lock();
        try {
            places--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sessions that this address has now. */
    int openFrom(InetAddress address) {
        lock.lock();
        try {
            return open.from(address);
        } finally {
            lock.unlock();
        }
    }

    /** Counts a connection that becomes no session; the place taken for it is left for the next. */
    void refused(RejectReason reason) {
        lock.lock();
        try {
            refused.merge(reason, 1L, Long::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Puts a session on the place taken for it. */
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
     * A session runs for the first time. Takes no lock: a virtual thread that had to wait for it would queue for a
     * carrier once more, and what is measured would grow by being measured.
     */
    public void started(long startDelayNanos) {
        startDelays.updateAndGet(delays -> delays.plus(startDelayNanos));
        recentStartDelays.updateAndGet(delays -> delays.plus(startDelayNanos));
    }

    /** The start delays of the sessions that have run since the last call of this; each is in one answer only. */
    public StartLatency takeRecentStartDelays() {
        return recentStartDelays.getAndSet(StartLatency.NONE);
    }

    /** Takes a session that has ended, and its place, off the books. */
    public void unregister(Session session, CloseReason reason) {
        lock.lock();
        try {
            open.remove(session);
            closed.merge(reason, 1L, Long::sum);
            closedEchoes += session.echoes();
            closedBytes += session.bytes();
            departures++;
            places--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives out no place from here on. */
    public void beginDrain() {
        lock.lock();
        try {
            draining = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no place is taken; false if that took longer than {@code limit}. */
    public boolean awaitEmpty(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (places > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return places == 0;
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

    /** The sessions open now, safe to act on without the lock. */
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
            return new ServerStats(accepted, open.all().size(), Map.copyOf(closed), Map.copyOf(refused), echoes, bytes,
                    startDelays.get());
        } finally {
            lock.unlock();
        }
    }
}
