package threadlab.server;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who is connected. An acceptor takes a place <em>before</em> it accepts, and the place becomes the session's; so a
 * session that was accepted but is not registered yet is already counted, and {@link #awaitEmpty} can neither miss nor
 * leak it. Once the drain has begun, no place is given out, and a session that registers late is told to drain at once.
 */
final class SessionRegistry {
    /** Guards every field below; taken when a session comes or goes, never by an echo, never across a blocking call. */
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition vacated = lock.newCondition();
    private final Set<Session> open = new HashSet<>();
    private boolean draining;
    /** Places taken: the registered sessions and the acceptor that is about to register one. */
    private int places;
    private long accepted;
    private final Map<CloseReason, Long> closed = new EnumMap<>(CloseReason.class);
    private long closedEchoes;
    private long closedBytes;

    /** Takes a place for a session to come; false once the drain has begun. */
    boolean takePlace() {
        lock.lock();
        try {
            if (!draining) {
                places++;
            }
            return !draining;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back a place that no session came to fill. */
    void leavePlace() {
        lock.lock();
        try {
            places--;
            vacated.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a session on the place taken for it. */
    void register(Session session) {
        boolean late;
        lock.lock();
        try {
            open.add(session);
            accepted++;
            late = draining;
        } finally {
            lock.unlock();
        }
        if (late) {
            session.drain();
        }
    }

    /** Takes a session that has ended, and its place, off the books. */
    void unregister(Session session, CloseReason reason) {
        lock.lock();
        try {
            open.remove(session);
            closed.merge(reason, 1L, Long::sum);
            closedEchoes += session.echoes();
            closedBytes += session.bytes();
            places--;
            vacated.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives out no place from here on. */
    void beginDrain() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no place is taken; false if that took longer than {@code limit}. */
    boolean awaitEmpty(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (places > 0 && left > 0) {
                left = vacated.awaitNanos(left);
            }
            return places == 0;
        } finally {
            lock.unlock();
        }
    }

    /** The sessions open now, safe to act on without the lock. */
    List<Session> sessions() {
        lock.lock();
        try {
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    ServerStats stats() {
        lock.lock();
        try {
            long echoes = closedEchoes;
            long bytes = closedBytes;
            for (Session session : open) {
                echoes += session.echoes();
                bytes += session.bytes();
            }
            return new ServerStats(accepted, open.size(), Map.copyOf(closed), echoes, bytes);
        } finally {
            lock.unlock();
        }
    }
}
