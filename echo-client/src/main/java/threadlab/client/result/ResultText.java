package threadlab.client.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import threadlab.client.cli.CommandLines;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.Durations;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;

/** A result as people read it. Pure. */
public final class ResultText {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    /** With fewer sessions than this, the heap that they hold is lost in what else changes. */
    private static final int MANY = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final LoadResult result;
    private final LoadPlan plan;

    private ResultText(LoadResult result) {
        this.result = result;
        this.plan = result.plan();
    }

    /** @param missed what was asked of the run and not held */
    public static String of(LoadResult result, List<String> missed) {
        var text = new ResultText(result);
        text.line("%s: %s", result.outcome(), text.plan());
        result.reasons().forEach(reason -> text.line("  %s", CommandLines.printable(reason)));
        missed.forEach(miss -> text.line("  missed     %s", miss));
        if (result.echoes() > 0) {
            text.figures();
        }
        text.newcomers();
        if (result.replaced() > 0) {
            text.line("  replaced   %,d sessions", result.replaced());
        }
        text.line("  in all     %,d echoes%s", result.totalEchoes(), text.beside());
        text.failures();
        text.workers();
        return text.text.toString();
    }

    private void figures() {
        line("  echoes     %,d (%s a second%s), %s", result.echoes(), rate(result.echoesPerSecond()),
                plan.pacing() instanceof LoadModel.Open open ? " of " + rate(open.perSecond()) : "",
                plan.verify() ? "every byte verified" : "not verified");
        line("  %-10s %14s %14s", "latency", "when due", "when sent");
        for (double percentile : PERCENTILES) {
            line("  %-10s %11.3f ms %11.3f ms", name(percentile), millis(result.latencies().whenDue(), percentile),
                    millis(result.latencies().whenSent(), percentile));
        }
        Histogram lateness = result.latencies().lateness();
        if (lateness.getTotalCount() > 0) {
            line("  sends      99 %% within %.3f ms of their time, the last %.3f ms after it", millis(lateness, 99),
                    millis(lateness, 100));
        }
        evenness();
        Long heap = result.cost().liveHeapBytes();
        line("  load       %.2f us of CPU an echo, %.2f of %d CPUs busy%s", result.cpuMicrosPerEcho(),
                result.cpuShare(),
                result.cost().cpus(), heap == null || plan.shape().held() < MANY
                        ? ""
                        : String.format(Locale.ROOT, ", %,d bytes of live heap a session",
                                heap / plan.shape().held()));
        result.notes().forEach(note -> line("  note       %s", note));
    }

    private void evenness() {
        if (result.fairness() != null) {
            line("  fairness   the slowest twentieth of the sessions had at most %.2f of the mean", result.fairness());
        }
        if (result.firstEcho() != null) {
            line("  first echo %.3f ms after the start for the session that waited longest",
                    result.firstEcho().toNanos() / 1e6);
        }
    }

    private void newcomers() {
        long came = result.newcomers().came();
        Histogram waits = result.latencies().waits();
        if (came > 0) {
            line("  newcomers  %,d came, %,d had no echo when the time was over", came, result.newcomers().unserved());
        }
        if (waits.getTotalCount() > 0) {
            line("  their wait p50 %.3f ms, p99 %.3f ms, the longest %.3f ms", millis(waits, 50), millis(waits, 99),
                    millis(waits, 100));
        }
    }

    private void failures() {
        result.failures().forEach((failure, count) -> line("  failed     %,d sessions %s", count, failure));
        if (result.firstFailure() != null) {
            line("  first      %s", CommandLines.printable(result.firstFailure()));
        }
    }

    private void workers() {
        result.workers().forEach(worker -> line("  worker     %s", CommandLines.printable(worker.toString())));
    }

    private String plan() {
        List<String> parts = new ArrayList<>();
        ConnectionProfile shape = plan.shape();
        parts.add(String.format(Locale.ROOT, "%,d sessions", shape.sessions()));
        if (shape.idle() > 0) {
            parts.add(String.format(Locale.ROOT, "%,d idle ones beside them", shape.idle()));
        }
        if (shape.churn() > 0) {
            parts.add(rate(shape.churn()) + " replaced a second");
        }
        if (shape.newcomers() > 0) {
            parts.add(rate(shape.newcomers()) + " newcomers a second");
        }
        parts.add(plan.sizes() + "-byte messages");
        parts.addAll(loop());
        parts.add((plan.extent().isCounted()
                ? String.format(Locale.ROOT, "%,d echoes", plan.extent().echoes())
                : Durations.text(plan.extent().duration()))
                + " after " + Durations.text(plan.extent().warmup()) + " of warm-up");
        return String.join(", ", parts);
    }

    private List<String> loop() {
        List<String> parts = new ArrayList<>();
        switch (plan.pacing()) {
            case LoadModel.Closed closed -> {
                parts.add("closed loop");
                if (closed.depth() > 1) {
                    parts.add(closed.depth() + " in flight");
                }
                if (!closed.think().isZero()) {
                    parts.add(Durations.text(closed.think()) + " of thought");
                }
            }
            case LoadModel.Open open -> {
                parts.add("open loop");
                parts.add(rate(open.perSecond()) + " a second");
                parts.add(open.arrival() + " arrivals");
                if (open.depth() < LoadModel.Open.DEEP) {
                    parts.add("at most " + open.depth() + " in flight");
                }
            }
        }
        return parts;
    }

    private String beside() {
        return result.newcomers().came() > 0 ? " with the warm-up and the newcomers" : " with the warm-up";
    }

    private static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    private static String rate(double perSecond) {
        return perSecond >= 100
                ? String.format(Locale.ROOT, "%,.0f", perSecond)
                : String.format(Locale.ROOT, "%.3f", perSecond).replaceFirst("\\.?0+$", "");
    }

    private static String name(double percentile) {
        return percentile == 100 ? "max" : "p" + Double.toString(percentile).replaceFirst("\\.0$", "");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
