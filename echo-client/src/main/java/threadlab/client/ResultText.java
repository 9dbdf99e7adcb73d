package threadlab.client;

import java.util.Locale;

/** A result as people read it. Pure. */
final class ResultText {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    private ResultText() {
    }

    static String of(LoadResult result) {
        var text = new StringBuilder();
        line(text, "%s: %s", result.outcome(), plan(result.plan()));
        result.reasons().forEach(reason -> line(text, "  %s", reason));
        if (result.echoes() > 0) {
            line(text, "  echoes     %,d (%,.0f a second)%s", result.echoes(), result.echoesPerSecond(),
                    result.plan().verify() ? ", every byte verified" : ", not verified");
            line(text, "  %-10s %14s %14s", "latency", "when due", "when sent");
            for (double percentile : PERCENTILES) {
                line(text, "  %-10s %11.3f ms %11.3f ms", name(percentile),
                        result.latencies().getValueAtPercentile(percentile) / 1e6,
                        result.latenciesFromSend().getValueAtPercentile(percentile) / 1e6);
            }
            line(text, "  load CPU   %.2f us an echo, %.2f CPUs busy", result.cpuMicrosPerEcho(), result.cpuShare());
        }
        line(text, "  in all     %,d echoes with the warm-up", result.totalEchoes());
        result.failures().forEach((failure, count) -> line(text, "  failed     %,d sessions %s", count, failure));
        if (result.firstFailure() != null) {
            line(text, "  first      %s", EchoClientMain.printable(result.firstFailure()));
        }
        return text.toString();
    }

    private static String plan(LoadPlan plan) {
        String loop = switch (plan.pacing()) {
            case Pacing.Closed closed -> "closed loop"
                    + (closed.depth() == 1 ? "" : ", " + closed.depth() + " in flight")
                    + (closed.think().isZero() ? "" : ", " + Durations.text(closed.think()) + " of thought");
            case Pacing.Open open -> String.format(Locale.ROOT, "open loop, %s a second, %s arrivals",
                    rate(open.perSecond()), open.arrival());
        };
        return String.format(Locale.ROOT, "%,d sessions, %s-byte messages, %s, %s after %s of warm-up", plan.sessions(),
                plan.sizes(), loop, Durations.text(plan.duration()), Durations.text(plan.warmup()));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond >= 100 ? "%,.0f" : "%.3g", perSecond);
    }

    private static String name(double percentile) {
        return percentile == 100 ? "max" : "p" + Double.toString(percentile).replaceFirst("\\.0$", "");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
