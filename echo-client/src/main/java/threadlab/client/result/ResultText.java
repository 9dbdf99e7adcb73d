package threadlab.client.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.support.Counted;
import threadlab.support.Durations;
import threadlab.support.PrintableText;

/** A result as text for people. */
public final class ResultText {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    /** The heap of fewer sessions cannot be told from other changes of the heap. */
    private static final int MIN_SESSIONS_FOR_HEAP = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final LoadResult result;
    private final LoadPlan plan;

    private ResultText(LoadResult result) {
        this.result = result;
        this.plan = result.plan();
    }

    /** @param missed the thresholds that were not met */
    public static String of(LoadResult result, List<String> missed) {
        var text = new ResultText(result);
        boolean isMissed = result.outcome() == Outcome.OK && !missed.isEmpty();
        text.line("%s: %s", isMissed ? "MISSED" : result.outcome(), text.plan());
        result.reasons().forEach(reason -> text.line("  %s", PrintableText.of(reason)));
        missed.forEach(miss -> text.line("  missed     %s", miss));
        if (result.echoes() > 0) {
            text.figures();
        }
        text.probes();
        if (result.replaced() > 0) {
            text.line("  replaced   %s", Counted.of(result.replaced(), "session"));
        }
        text.line("  total      %,d echoes, warm-up%s included", result.totalEchoes(),
                result.probes().opened() > 0 ? " and probe sessions" : "");
        text.failures();
        result.workers().forEach(worker -> text.line("  worker     %s", PrintableText.of(worker.toString())));
        return text.text.toString();
    }

    private void figures() {
        line("  echoes     %,d (%s a second%s), %s", result.echoes(), rate(result.echoesPerSecond()),
                plan.loadModel() instanceof LoadModel.Open open ? " of " + rate(open.rate()) : "",
                plan.verify() ? "every byte verified" : "not verified");
        line("  %-10s %14s %14s", "latency", "response time", "service time");
        for (double percentile : PERCENTILES) {
            line("  %-10s %14s %14s", name(percentile), Latencies.text(result.latencies().responseTime(), percentile),
                    Latencies.text(result.latencies().serviceTime(), percentile));
        }
        Histogram sendDelay = result.latencies().sendDelay();
        if (sendDelay.getTotalCount() > 0) {
            line("  send delay p99 %s, max %s", Latencies.text(sendDelay, 99), Latencies.text(sendDelay, 100));
        }
        fairness();
        line("  load       %.2f us of CPU per echo, %.2f of %s busy%s", result.cpuMicrosPerEcho(),
                result.cpusBusy(), Counted.of(result.cost().cpus(), "CPU"), heap());
        result.notes().forEach(note -> line("  note       %s", note));
    }

    private String heap() {
        Long heap = result.cost().liveHeapBytes();
        int sessions = plan.profile().initialSessions();
        return heap == null || sessions < MIN_SESSIONS_FOR_HEAP
                ? ""
                : String.format(Locale.ROOT, ", %,d bytes of live heap per session", heap / sessions);
    }

    private void fairness() {
        if (result.fairness() != null) {
            line("  fairness   the slowest twentieth of the sessions had at most %.2f of the mean", result.fairness());
        }
        Long unserved = result.unservedSessions();
        if (unserved != null && unserved > 0) {
            line("  unserved   %s had no echo in the window: the latencies are those of the others",
                    Counted.of(unserved, "session"));
        }
        if (result.firstEcho() != null) {
            line("  first echo %.3f ms after the start for the session that waited longest",
                    result.firstEcho().toNanos() / 1e6);
        }
    }

    private void probes() {
        Histogram waits = result.latencies().probeWait();
        if (result.probes().opened() > 0) {
            line("  probes     %s, %,d without an echo at the end", Counted.of(result.probes().opened(), "session"),
                    result.probes().unserved());
        }
        if (waits.getTotalCount() > 0) {
            line("  probe wait p50 %s, p99 %s, max %s", Latencies.text(waits, 50), Latencies.text(waits, 99),
                    Latencies.text(waits, 100));
        }
    }

    private void failures() {
        result.failures()
                .forEach((failure, count) -> line("  failed     %s %s", Counted.of(count, "session"), failure));
        if (result.firstFailure() != null) {
            line("  first      %s", PrintableText.of(result.firstFailure()));
        }
    }

    private String plan() {
        List<String> parts = new ArrayList<>();
        ConnectionProfile profile = plan.profile();
        parts.add(Counted.of(profile.sessions(), "session"));
        if (profile.idleSessions() > 0) {
            parts.add(Counted.of(profile.idleSessions(), "idle session"));
        }
        if (profile.churn() > 0) {
            parts.add(rate(profile.churn()) + " replaced a second");
        }
        if (profile.probeRate() > 0) {
            parts.add(rate(profile.probeRate()) + " probe sessions a second");
        }
        parts.add(plan.sizes() + "-byte messages");
        loadModel(parts);
        parts.add((plan.limit().isCounted()
                ? String.format(Locale.ROOT, "%,d echoes", plan.limit().echoes())
                : Durations.format(plan.limit().duration()))
                + " after " + Durations.format(plan.limit().warmup()) + " of warm-up");
        return String.join(", ", parts);
    }

    private void loadModel(List<String> parts) {
        switch (plan.loadModel()) {
            case LoadModel.Closed closed -> {
                parts.add("closed loop");
                if (closed.depth() > 1) {
                    parts.add(closed.depth() + " in flight");
                }
                if (!closed.thinkTime().isZero()) {
                    parts.add(Durations.format(closed.thinkTime()) + " of think time");
                }
            }
            case LoadModel.Open open -> {
                parts.add("open loop");
                parts.add(rate(open.rate()) + " a second");
                parts.add(open.arrival() + " arrivals");
                if (open.depth() < LoadModel.Open.DEFAULT_DEPTH) {
                    parts.add("at most " + open.depth() + " in flight");
                }
            }
        }
    }

    /** Returns a rate with no more digits than say something. */
    public static String rate(double perSecond) {
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
