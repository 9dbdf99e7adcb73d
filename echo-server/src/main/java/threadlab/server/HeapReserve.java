package threadlab.server;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A part of the heap that new sessions may not take. A JVM without memory is of no use to anybody: any thread may fail, the
 * JDK's own included, and an error can go unseen. So the accept loop asks before it accepts, and waits, as it does without
 * descriptors, while what has survived the last collection leaves too little. Those who are connected go on. One thread's own.
 */
final class HeapReserve {
    /** Of the heap. */
    private static final int PART = 8;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Between two collections that are asked for here, at least so many times as long as the last one took. */
    private static final int REST = 20;

    private final List<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName).toList();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory
            .getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final long most = Runtime.getRuntime().maxMemory() * (PART - 1) / PART;
    /** On the monotonic clock. */
    private long nextCollection = System.nanoTime();

    /** @throws IOException if the heap is too full for another session */
    void check() throws IOException {
        if (used() > most && survived() > most) {
            collect(); // those who have left since are garbage now
            if (used() > most) {
                throw new IOException("the heap is full: " + (used() >> 20) + " of "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
            }
        }
    }

    /** Garbage included. */
    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void collect() {
        long start = System.nanoTime();
        if (start - nextCollection >= 0) {
            System.gc();
            long end = System.nanoTime();
            nextCollection = end + Math.max(SECOND, REST * (end - start));
        }
    }

    /** What was in use when the last collection ended. */
    private long survived() {
        return collectors.stream().map(GarbageCollectorMXBean::getLastGcInfo).filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime)).map(this::survived).orElse(0L);
    }

    private long survived(GcInfo collection) {
        var usage = collection.getMemoryUsageAfterGc();
        return pools.stream().mapToLong(pool -> usage.get(pool).getUsed()).sum();
    }
}
