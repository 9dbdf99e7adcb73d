package threadlab.server.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

/** What a server ends with, in one line. Read by programs too: keep the words, and no separators of thousands. */
final class ShutdownSummary {
    private ShutdownSummary() {
    }

    static String text(DrainResult result, ServerStats stats) {
        return String.format(Locale.ROOT,
                "stopped in %d ms: %d sessions drained, %d forced; %d accepted, %d echoes, %d bytes in all%s%s%s",
                result.elapsed().toMillis(), result.drained(), result.forced(), stats.accepted(), stats.echoes(),
                stats.bytes(), reasons("ended", stats.closed()), reasons("refused", stats.refused()),
                startDelays(stats.startDelays()));
    }

    private static String reasons(String what, Map<?, Long> counts) {
        return counts.isEmpty()
                ? ""
                : "; " + what + ": " + new TreeMap<>(counts).entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }

    private static String startDelays(StartLatency starts) {
        return starts.sessions() == 0
                ? ""
                : String.format(Locale.ROOT, "; start delay %.3f ms on average, %.3f ms at most",
                        starts.mean().toNanos() / 1e6, starts.longestNanos() / 1e6);
    }
}
