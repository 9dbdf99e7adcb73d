package threadlab.server.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

/** Formats the line that a server ends with. */
final class ShutdownSummary {
    private ShutdownSummary() {
    }

    static String text(DrainResult result, ServerStats stats) {
        return String.format(Locale.ROOT,
                "stopped in %d ms: %d sessions drained, %d forced; %d accepted, %d reads, %d bytes in all%s%s%s",
                result.elapsed().toMillis(), result.drained(), result.forced(), stats.accepted(), stats.reads(),
                stats.bytes(), reasons("ended", stats.closed()), reasons("rejected", stats.rejected()),
                startLatency(stats.startLatency()));
    }

    private static String reasons(String what, Map<?, Long> counts) {
        return counts.isEmpty()
                ? ""
                : "; " + what + ": " + new TreeMap<>(counts).entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }

    private static String startLatency(StartLatency starts) {
        return starts.sessions() == 0
                ? ""
                : String.format(Locale.ROOT, "; start latency %.3f ms on average, %.3f ms at most",
                        starts.mean().toNanos() / 1e6, starts.longestNanos() / 1e6);
    }
}
