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

    /** Returns the growth in bytes. Makes a full collection, so that it must not be called while latencies are measured. */
    long grown() {
        return used() - before;
    }

    /** Returns the usage that the collection left. The usage at this moment would include the threads' allocation buffers. */
    private static long used() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage).filter(Objects::nonNull).mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
