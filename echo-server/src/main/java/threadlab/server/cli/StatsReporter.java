package threadlab.server.cli;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import threadlab.server.carriers.VirtualThreadScheduler;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;
import threadlab.support.Counted;
import threadlab.support.LinuxProcess;

/** Formats the lines of {@code --stats}: what happened since the last line. */
final class StatsReporter {
    private ServerStats before = new ServerStats(0, 0, Map.of(), Map.of(), 0, 0, StartLatency.NONE);
    private long beforeAt = System.nanoTime();

    /** @param starts start latencies since the last line */
    String next(ServerStats now, StartLatency starts) {
        long at = System.nanoTime();
        String line = text(before, now, starts, (at - beforeAt) / 1e9, osThreads(), VirtualThreadScheduler.carriers(),
                VirtualThreadScheduler.mounted(), VirtualThreadScheduler.queued());
        before = now;
        beforeAt = at;
        return line;
    }

    static String text(ServerStats before, ServerStats now, StartLatency starts, double seconds, int osThreads,
            OptionalLong carriers, OptionalLong mounted, OptionalLong queued) {
        var line = new StringBuilder(String.format(Locale.ROOT,
                "%,d sessions, %,.0f accepted/s, %,.0f reads/s, %,.2f MiB/s, %,d OS threads", now.open(),
                (now.accepted() - before.accepted()) / seconds, (now.reads() - before.reads()) / seconds,
                (now.bytes() - before.bytes()) / seconds / (1 << 20), osThreads));
        long rejected = now.rejections() - before.rejections();
        if (rejected > 0) {
            line.append(String.format(Locale.ROOT, ", %,.0f rejected/s", rejected / seconds));
        }
        carriers.ifPresent(count -> line.append(", ").append(Counted.of(count, "carrier")));
        mounted.ifPresent(count -> line.append(String.format(Locale.ROOT, ", %,d virtual threads mounted", count)));
        queued.ifPresent(count -> line.append(String.format(Locale.ROOT, ", %,d queued", count)));
        if (starts.sessions() > 0) {
            line.append(String.format(Locale.ROOT, ", start latency up to %,.1f ms", starts.longestNanos() / 1e6));
        }
        return line.toString();
    }

    /** Includes the JVM's own threads where the system has {@code /proc}. */
    private static int osThreads() {
        return LinuxProcess.self().threads().orElseGet(() -> ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
