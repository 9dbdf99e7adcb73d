package threadlab.client;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One line on a terminal that is written over and over while a run lasts, and wiped at its end. */
final class ProgressLine implements LoadListener {
    private static final String WIPE = "\r\033[K";

    private final PrintStream terminal;
    private final Duration total;
    private String phase = "warming up";

    ProgressLine(PrintStream terminal, LoadPlan plan) {
        this.terminal = terminal;
        this.total = plan.warmup().plus(plan.duration());
    }

    @Override
    public void measuring() {
        phase = "measuring";
    }

    @Override
    public void measured() {
        terminal.print(WIPE);
        terminal.flush();
    }

    @Override
    public void progress(Duration elapsed, long echoesPerSecond, Histogram latencies, long failures) {
        String quantiles = latencies.getTotalCount() == 0
                ? ""
                : String.format(Locale.ROOT, "   p50 %.3f ms   p99 %.3f ms", latencies.getValueAtPercentile(50) / 1e6,
                        latencies.getValueAtPercentile(99) / 1e6);
        terminal.printf(Locale.ROOT, "%s%s %.1f of %.1f s   %,d echoes/s%s%s", WIPE, phase, elapsed.toMillis() / 1e3,
                total.toMillis() / 1e3, echoesPerSecond, quantiles,
                failures == 0 ? "" : "   " + failures + " failed");
        terminal.flush();
    }
}
