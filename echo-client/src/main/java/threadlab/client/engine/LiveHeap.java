package threadlab.client.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/** Measures by how much the heap in use grows, by a full collection before and after. */
final class LiveHeap {
    private final long before;

    private LiveHeap(long before) {
        this.before = before;
    }

    static LiveHeap before() {
        return new LiveHeap(used());
    }

    /** Returns the growth in bytes. Makes a full collection, which would disturb a measurement. */
    long grown() {
        return used() - before;
    }

    /** Returns what the collection left. The usage now would include the allocation buffers of threads. */
    private static long used() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage).filter(Objects::nonNull).mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
