package threadlab.bench.compare;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.Judge;
import threadlab.bench.stats.Spread;
import threadlab.bench.stats.Verdict;

/** The summary as text for a terminal. Pure. */
final class Table {
    private static final String ROW = "%8s  %-14s %10s %12s %10s %10s %9s   %s%n";

    private Table() {
    }

    static String of(List<Summary> rows, Plan plan) {
        var text = new StringBuilder("medians of " + plan.rounds() + " rounds; the last column is CPU per echo against "
                + plan.contestants().getFirst() + ", formed within each round\n("
                + (plan.rounds() < Judge.FEWEST_ROUNDS
                        ? "median, lowest to highest; fewer than " + Judge.FEWEST_ROUNDS + " rounds show no difference"
                        : "estimate, 99 % interval, and what it shows")
                + ")\n\n");
        text.append(String.format(Locale.ROOT, ROW, "sessions", "server", "echoes/s", "CPU us/echo", "p50 us",
                "p99 us", "MiB", "ratio"));
        for (Summary row : rows) {
            text.append(String.format(Locale.ROOT, ROW, String.format(Locale.ROOT, "%,d", row.sessions()),
                    row.contestant(), median(row.echoesPerSecond(), "%,.0f", 1),
                    median(row.serverCpuMicrosPerEcho(), "%.2f", 1), median(row.latencyP50Micros(), "%,.0f", 1),
                    median(row.latencyP99Micros(), "%,.0f", 1), median(row.serverResidentBytes(), "%.0f", 1 << 20),
                    ratio(row) + (row.failed() == 0 ? "" : "  [" + row.failed() + " failed]")).stripTrailing())
                    .append('\n');
        }
        return text.append('\n').toString();
    }

    private static String median(Spread spread, String format, double unit) {
        return spread == null ? "-" : String.format(Locale.ROOT, format, spread.median() / unit);
    }

    private static String ratio(Summary row) {
        Ratio ratio = row.ratios() == null ? null : row.ratios().get("serverCpuMicrosPerEcho");
        if (ratio == null) {
            return "";
        }
        Interval interval = ratio.finding().interval();
        return interval == null
                ? range(ratio.median(), ratio.low(), ratio.high())
                : range(interval.estimate(), interval.low(), interval.high()) + "  "
                        + words(ratio.finding().verdict());
    }

    private static String range(double middle, double low, double high) {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", middle, low, high);
    }

    private static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String list(List<Integer> numbers) {
        return numbers.stream().map(n -> String.format(Locale.ROOT, "%,d", n)).collect(Collectors.joining(", "));
    }

    /** Whole seconds below two minutes, minutes above. */
    static String time(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? duration.toSeconds() + " s"
                : Math.round(duration.toSeconds() / 60.0) + " min";
    }
}
