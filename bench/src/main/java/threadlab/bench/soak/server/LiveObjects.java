package threadlab.bench.soak.server;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import threadlab.bench.meter.HeapProbe;

/** What is alive in this JVM: the class histogram that {@code jcmd} prints, asked for without a process or a thread. */
final class LiveObjects {
    private static final Pattern VIRTUAL = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +java\\.lang\\.VirtualThread\\b",
            Pattern.MULTILINE);

    private final String histogram;

    private LiveObjects(String histogram) {
        this.histogram = histogram;
    }

    /** Makes a full collection first. */
    static LiveObjects now() {
        try {
            Object told = ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[]{new String[0]}, new String[]{String[].class.getName()});
            return new LiveObjects(String.valueOf(told));
        } catch (JMException elsewhere) {
            return new LiveObjects(""); // another JVM than HotSpot
        }
    }

    /** Null where it is not told. */
    Long heapBytes() {
        return HeapProbe.parse(histogram);
    }

    /** Null where nothing is told. */
    Long virtualThreads() {
        Matcher row = VIRTUAL.matcher(histogram);
        return row.find() ? Long.valueOf(row.group(1)) : heapBytes() == null ? null : 0L;
    }

    /** Null where it is not told. */
    static Long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).map(BufferPoolMXBean::getMemoryUsed).findFirst()
                .orElse(null);
    }
}
