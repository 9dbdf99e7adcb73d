package threadlab.client.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/** How much more of the heap is in use after a full collection than there was before. */
final class LiveHeap {
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

    /** As the collection left it: what is in use now counts the buffers whole that threads allocate from. */
    private static long used() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage).filter(Objects::nonNull).mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
