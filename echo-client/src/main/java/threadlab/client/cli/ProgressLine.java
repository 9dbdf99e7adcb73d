package threadlab.client.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;

/** Shows the progress of a run in one line of a terminal, which is removed at the end. */
final class ProgressLine implements LoadListener {
    static final String WIPE = "\r\033[K";

    private final PrintStream terminal;
    private final String total;
    private String phase = "warming up";

    ProgressLine(PrintStream terminal, LoadPlan plan) {
        this.terminal = terminal;
        this.total = plan.limit().isCounted()
                ? ""
                : String.format(Locale.ROOT, " of %.1f",
                        plan.limit().warmup().plus(plan.limit().duration()).toMillis() / 1e3);
    }

    @Override
    public void measuring() {
        phase = "measuring";
    }

    @Override
    public void measured() {
        phase = "waiting for the last echoes";
    }

    @Override
    public void ended() {
        terminal.print(WIPE);
        terminal.flush();
    }

    @Override
    public void progress(Interval interval) {
        Histogram latencies = interval.latencies().responseTime();
        String quantiles = latencies.getTotalCount() == 0
                ? ""
                : String.format(Locale.ROOT, "   p50 %.3f ms   p99 %.3f ms", latencies.getValueAtPercentile(50) / 1e6,
                        latencies.getValueAtPercentile(99) / 1e6);
        terminal.printf(Locale.ROOT, "%s%s %.1f%s s   %,d echoes/s%s%s", WIPE, phase,
                interval.elapsed().toMillis() / 1e3,
                total, interval.echoesPerSecond(), quantiles,
                interval.failures() == 0 ? "" : "   " + interval.failures() + " failed");
        terminal.flush();
    }
}
