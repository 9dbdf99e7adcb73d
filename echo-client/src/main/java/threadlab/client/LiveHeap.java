package threadlab.client;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How much more of the heap is in use after a full collection than there was before. */
final class LiveHeap {
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private final long before;

    private LiveHeap(long before) {
        this.before = before;
    }

    static LiveHeap before() {
        return new LiveHeap(used());
    }

    /** Bytes; takes a full collection, so not while anything is measured. */
    long grown() {
        return used() - before;
    }

    private static long used() {
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
