package threadlab.server.core;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How full the heap is. In a JVM without memory any thread may fail, also one of the JDK's own, and nobody may notice.
 * So the server stops before that: first no session is accepted and no buffer grows, then a session that needs more
 * memory ends. Thread-safe.
 */
public final class Heap {
    /** Tells a session that there is no memory for it. */
    public static final class FullException extends IOException {
        private static final long serialVersionUID = 1;

        FullException() {
            super("the heap is full: " + (used() >> 20) + " of " + (LARGEST >> 20) + " MiB");
        }
    }

    private static final long LARGEST = Runtime.getRuntime().maxMemory();
    /** What sessions may take that were accepted together and have not run yet. */
    private static final long LEAST_RESERVE = 6 << 20;
    private static final long TIGHT = LARGEST - Math.max(LARGEST / 8, LEAST_RESERVE);
    private static final long FULL = LARGEST - LARGEST / 16;

    private static final List<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName).toList();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory
            .getPlatformMXBeans(GarbageCollectorMXBean.class);

    private Heap() {
    }

    /** Whether little is free, though some of the rest may be garbage. Takes no lock. */
    public static boolean looksTight() {
        return used() > TIGHT;
    }

    /** Whether little would have been free after the last collection, with so many bytes more. */
    static boolean wasTightWith(long more) {
        return survived() + more > TIGHT;
    }

    /** Collections so far. */
    static long collections() {
        return COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    /** The bytes of a buffer in one of its own. */
    public static ByteBuffer copyOf(ByteBuffer bytes) throws FullException {
        return allocate(bytes.remaining()).put(bytes).flip();
    }

    /** A new buffer. */
    public static ByteBuffer allocate(int bytes) throws FullException {
        if (used() > FULL && survived() > FULL) {
            throw new FullException();
        }
        return ByteBuffer.allocate(bytes);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** What was in use when the last collection ended; 0 if there was none. */
    private static long survived() {
        return COLLECTORS.stream().map(GarbageCollectorMXBean::getLastGcInfo).filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime)).map(Heap::survived).orElse(0L);
    }

    private static long survived(GcInfo collection) {
        return collection.getMemoryUsageAfterGc().entrySet().stream().filter(pool -> POOLS.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed()).sum();
    }
}
