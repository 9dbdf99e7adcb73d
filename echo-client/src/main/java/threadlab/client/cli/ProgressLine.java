package threadlab.client.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;

/** One line on a terminal that is written over and over while a run lasts, and wiped at its end. */
final class ProgressLine implements LoadListener {
    static final String WIPE = "\r\033[K";

    private final PrintStream terminal;
    private final String total;
    private String phase = "warming up";

    ProgressLine(PrintStream terminal, LoadPlan plan) {
        this.terminal = terminal;
        this.total = plan.extent().isCounted()
                ? ""
                : String.format(Locale.ROOT, " of %.1f",
                        plan.extent().warmup().plus(plan.extent().duration()).toMillis() / 1e3);
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
    public void progress(Step step) {
        Histogram latencies = step.latencies().whenDue();
        String quantiles = latencies.getTotalCount() == 0
                ? ""
                : String.format(Locale.ROOT, "   p50 %.3f ms   p99 %.3f ms", latencies.getValueAtPercentile(50) / 1e6,
                        latencies.getValueAtPercentile(99) / 1e6);
        terminal.printf(Locale.ROOT, "%s%s %.1f%s s   %,d echoes/s%s%s", WIPE, phase, step.elapsed().toMillis() / 1e3,
                total, step.echoesPerSecond(), quantiles,
                step.failures() == 0 ? "" : "   " + step.failures() + " failed");
        terminal.flush();
    }
}
