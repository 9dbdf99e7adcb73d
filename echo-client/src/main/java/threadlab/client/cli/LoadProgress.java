package threadlab.client.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;

/** Describes the progress of a run in one line, which is empty at the end. */
final class LoadProgress implements LoadListener {
    private final Consumer<String> line;
    private final String total;
    private String phase = "warming up";

    LoadProgress(Consumer<String> line, LoadPlan plan) {
        this.line = line;
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
        line.accept("");
    }

    @Override
    public void progress(Interval interval) {
        Histogram latencies = interval.latencies().responseTime();
        String percentiles = latencies.getTotalCount() == 0
                ? ""
                : "   p50 " + Latencies.text(latencies, 50) + "   p99 " + Latencies.text(latencies, 99);
        line.accept(String.format(Locale.ROOT, "%s %.1f%s s   %,d echoes/s%s%s", phase,
                interval.elapsed().toMillis() / 1e3, total, interval.echoesPerSecond(), percentiles,
                interval.failures() == 0 ? "" : "   " + interval.failures() + " failed"));
    }
}
