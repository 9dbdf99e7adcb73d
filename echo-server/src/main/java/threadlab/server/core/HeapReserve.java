package threadlab.server.core;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The part of the heap that new sessions may not take: the accept loop asks before it accepts, and waits while there is no
 * more, as it does without descriptors. Not thread-safe.
 */
final class HeapReserve {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** From one collection to the next, at least so many times as long as the last one took. */
    private static final int REST = 20;

    /** What a session may come to take, roughly. */
    private static final int SESSION = 8 * 1024;

    /** Asked for here so that the first session need not wait for what the JDK loads for it. */
    private long collections = Heap.collections();
    /** Sessions since then. */
    private long sessions;
    /** On the monotonic clock. */
    private long nextCollection = System.nanoTime();

    /** @throws IOException if there is no room for another session */
    void check() throws IOException {
        sessions++;
        if (Heap.looksTight() && Heap.wasTightWith(sessionsSinceCollection() * SESSION)) {
            collect(); // or else those who leave would stay, as garbage, while nothing is allocated
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
            nextCollection = end + Math.max(SECOND, REST * (end - start));
        }
    }
}
