package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.SignificanceTest;
import threadlab.bench.stats.Verdict;
import threadlab.support.Counted;

/** The verdicts as a table, for a terminal or as Markdown. */
final class ReportTable {
    private static final List<String> HEAD = List.of("sessions", "server", "echoes/s", "CPU us/echo", "p50 us",
            "p99 us", "MiB", "ratio");

    private ReportTable() {
    }

    /** Returns the table with aligned columns. */
    static String text(List<Summary> summaries, Plan plan) {
        int name = summaries.stream().mapToInt(summary -> summary.candidate().length()).max().orElse(0);
        String form = "%8s  %-" + Math.max(14, name) + "s %10s %12s %10s %10s %9s   %s%n";
        var text = new StringBuilder(caption(plan) + "\n\n");
        text.append(String.format(Locale.ROOT, form, HEAD.toArray()));
        LoadPoint series = null;
        for (Summary summary : summaries) {
            if (plan.series().size() > 1 && !summary.loadPoint().series().equals(series)) {
                series = summary.loadPoint().series();
                text.append("  ").append(series.seriesText()).append('\n');
            }
            text.append(String.format(Locale.ROOT, form, cells(summary).toArray()).stripTrailing()).append('\n');
        }
        return text.append('\n').toString();
    }

    /** Returns the table for a pull request. */
    static String markdown(List<Summary> summaries, Plan plan) {
        boolean hasSeries = plan.series().size() > 1;
        List<List<String>> lines = new ArrayList<>();
        lines.add(hasSeries ? withLoad("load", HEAD) : HEAD);
        summaries.forEach(summary -> lines.add(hasSeries
                ? withLoad(summary.loadPoint().seriesText(), cells(summary))
                : cells(summary)));
        return Markdown.escaped(caption(plan).replace("\n", " ")) + "\n\n" + Markdown.table(lines);
    }

    private static List<String> withLoad(String load, List<String> cells) {
        return Stream.concat(Stream.of(load), cells.stream()).toList();
    }

    private static String caption(Plan plan) {
        return "medians of " + Counted.of(plan.rounds(), "round")
                + "; the last column is CPU per echo against " + plan.baseline()
                + ", formed within each round\n("
                + (plan.rounds() < SignificanceTest.MIN_ROUNDS
                        ? "median, lowest to highest; fewer than " + SignificanceTest.MIN_ROUNDS
                                + " rounds show no difference"
                        : "estimate, " + NumberFormat.percent(SignificanceTest.CONFIDENCE)
                                + " interval, and what it shows")
                + ")";
    }

    private static List<String> cells(Summary summary) {
        int failed = summary.trials().failed();
        return List.of(NumberFormat.count(summary.loadPoint().sessions()), summary.candidate(),
                median(summary.spread(Metric.RATE), "%,.0f", 1) + (summary.trials().loadLimited() > 0 ? "*" : ""),
                median(summary.spread(Metric.CPU), "%,.2f", 1),
                median(summary.spread(Metric.RESPONSE_TIME_P50), "%,.0f", 1),
                median(summary.spread(Metric.RESPONSE_TIME_P99), "%,.0f", 1),
                median(summary.spread(Metric.RESIDENT), "%,.0f", 1 << 20),
                summary.ratio(Metric.CPU).map(ReportTable::text).orElse("")
                        + (failed == 0 ? "" : "  [" + failed + " failed]"));
    }

    private static String median(Optional<MinMedianMax> spread, String format, double unit) {
        return spread.map(known -> String.format(Locale.ROOT, format, known.median() / unit)).orElse("-");
    }

    private static String text(Ratio ratio) {
        String range = NumberFormat.times(ratio.range().estimate()) + " (" + NumberFormat.range(ratio.range()) + ")";
        return ratio.isTested() ? range + "  " + cpuVerdict(ratio.finding().verdict()) : range;
    }

    private static String cpuVerdict(Verdict verdict) {
        return switch (verdict) {
            case LOWER -> "less";
            case HIGHER -> "more";
            case NO_DIFFERENCE_SHOWN -> "no difference shown";
            case TOO_FEW_ROUNDS -> "too few rounds";
        };
    }
}
