package threadlab.bench.soak.sampling;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.HeapProbe;

/** Live objects of this JVM, from the class histogram that {@code jcmd} prints. It takes no process and no thread. */
final class LiveObjects {
    private static final Pattern VIRTUAL = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +java\\.lang\\.VirtualThread\\b",
            Pattern.MULTILINE);

    private final String histogram;

    private LiveObjects(String histogram) {
        this.histogram = histogram;
    }

    /** Reads the histogram, which makes a full garbage collection first. */
    static LiveObjects now() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[]{new String[0]}, new String[]{String[].class.getName()});
            return new LiveObjects(String.valueOf(text));
        } catch (JMException notHotSpot) {
            return new LiveObjects("");
        }
    }

    /** Returns the bytes of all objects, if the histogram is available. */
    @Nullable
    Long heapBytes() {
        return HeapProbe.parse(histogram);
    }

    /** Returns the number of virtual threads, if the histogram is available. */
    @Nullable
    Long virtualThreads() {
        Matcher row = VIRTUAL.matcher(histogram);
        return row.find() ? Long.valueOf(row.group(1)) : heapBytes() == null ? null : 0L;
    }

    /** Returns the memory in direct buffers, if it is known. */
    static @Nullable Long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).map(BufferPoolMXBean::getMemoryUsed).findFirst()
                .orElse(null);
    }
}
