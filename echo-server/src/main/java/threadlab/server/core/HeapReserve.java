package threadlab.server.core;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a part of the heap free: the acceptor asks before it accepts, and waits while there is no more. Not
 * thread-safe.
 */
final class HeapReserve {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Time to the next collection, as a multiple of what the last one took. */
    private static final int PAUSE_FACTOR = 20;

    /** Bytes that a session may need, roughly. */
    private static final int SESSION_BYTES = 8 * 1024;

    /** Read here, so that the first session does not wait for the classes that this loads. */
    private long collections = Heap.collections();
    /** Sessions since that collection. */
    private long sessions;
    /** On the monotonic clock. */
    private long nextCollection = System.nanoTime();

    /** @throws IOException if there is no room for another session */
    void check() throws IOException {
        sessions++;
        if (Heap.looksTight() && Heap.wasTightWith(sessionsSinceCollection() * SESSION_BYTES)) {
            collect(); // else sessions that have ended stay as garbage, since nothing is allocated
            if (Heap.looksTight()) {
                throw new Heap.FullException();
            }
        }
    }

    private long sessionsSinceCollection() {
        long now = Heap.collections();
        if (now != collections) {
            collections = now;
            sessions = 1;
        }
        return sessions;
    }

    private void collect() {
        long start = System.nanoTime();
        if (start - nextCollection >= 0) {
            System.gc();
            long end = System.nanoTime();
            nextCollection = end + Math.max(SECOND, PAUSE_FACTOR * (end - start));
        }
    }
}
