package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.SignificanceTest;
import threadlab.bench.stats.Verdict;

/** The verdicts as a table, for a terminal or as Markdown. Pure. */
public final class ReportTable {
    private static final List<String> HEAD = List.of("sessions", "server", "echoes/s", "CPU us/echo", "p50 us",
            "p99 us",
            "MiB", "ratio");

    private ReportTable() {
    }

    /** Aligned columns. */
    public static String text(List<Summary> rows, Plan plan) {
        int name = rows.stream().mapToInt(row -> row.contestant().length()).max().orElse(0);
        String form = "%8s  %-" + Math.max(14, name) + "s %10s %12s %10s %10s %9s   %s%n";
        var text = new StringBuilder(caption(plan) + "\n\n");
        text.append(String.format(Locale.ROOT, form, HEAD.toArray()));
        LoadPoint setting = null;
        for (Summary row : rows) {
            if (plan.settings().size() > 1 && !row.point().setting().equals(setting)) {
                setting = row.point().setting();
                text.append("  ").append(setting.settingText()).append('\n');
            }
            text.append(String.format(Locale.ROOT, form, cells(row).toArray()).stripTrailing()).append('\n');
        }
        return text.append('\n').toString();
    }

    /** The same for a pull request. */
    public static String markdown(List<Summary> rows, Plan plan) {
        boolean several = plan.settings().size() > 1;
        List<List<String>> lines = new ArrayList<>();
        lines.add(several ? withLoad("load", HEAD) : HEAD);
        rows.forEach(row -> lines.add(several
                ? withLoad(row.point().setting().settingText(), cells(row))
                : cells(row)));
        return Markdown.escaped(caption(plan).replace("\n", " ")) + "\n\n" + Markdown.table(lines);
    }

    private static List<String> withLoad(String load, List<String> cells) {
        return Stream.concat(Stream.of(load), cells.stream()).toList();
    }

    private static String caption(Plan plan) {
        return "medians of " + plan.rounds() + " rounds; the last column is CPU per echo against " + plan.base()
                + ", formed within each round\n("
                + (plan.rounds() < SignificanceTest.FEWEST_ROUNDS
                        ? "median, lowest to highest; fewer than " + SignificanceTest.FEWEST_ROUNDS
                                + " rounds show no difference"
                        : "estimate, " + NumberFormat.percent(SignificanceTest.CONFIDENCE)
                                + " interval, and what it shows")
                + ")";
    }

    private static List<String> cells(Summary row) {
        return List.of(NumberFormat.count(row.point().sessions()), row.contestant(),
                median(row.spread(Metric.RATE), "%,.0f", 1) + (row.loadLimited() > 0 ? "*" : ""),
                median(row.spread(Metric.CPU), "%,.2f", 1), median(row.figures().get("latencyP50Micros"), "%,.0f", 1),
                median(row.spread(Metric.P99), "%,.0f", 1), median(row.spread(Metric.RESIDENT), "%,.0f", 1 << 20),
                ratio(row) + trials(row));
    }

    private static String trials(Summary row) {
        return row.failed() == 0 ? "" : "  [" + row.failed() + " failed]";
    }

    private static String median(MinMedianMax spread, String format, double unit) {
        return spread == null ? "-" : String.format(Locale.ROOT, format, spread.median() / unit);
    }

    private static String ratio(Summary row) {
        Ratio ratio = row.ratio(Metric.CPU);
        if (ratio == null) {
            return "";
        }
        String range = NumberFormat.times(ratio.range().estimate()) + " (" + NumberFormat.range(ratio.range()) + ")";
        return ratio.isJudged() ? range + "  " + words(ratio.finding().verdict()) : range;
    }

    /** Of a figure that is better the lower it is. */
    private static String words(Verdict verdict) {
        return switch (verdict) {
            case LOWER -> "less";
            case HIGHER -> "more";
            case NO_DIFFERENCE_SHOWN -> "no difference shown";
            case TOO_FEW_ROUNDS -> "too few rounds";
        };
    }
}
