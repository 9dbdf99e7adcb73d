package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import threadlab.bench.stats.Judge;
import threadlab.bench.stats.Spread;
import threadlab.bench.stats.Verdict;

/** The verdicts as a table, for a terminal or as Markdown. Pure. */
public final class Table {
    private static final List<String> HEAD = List.of("sessions", "server", "echoes/s", "CPU us/echo", "p50 us",
            "p99 us",
            "MiB", "ratio");

    private Table() {
    }

    /** Aligned columns. */
    public static String text(List<Summary> rows, Plan plan) {
        int name = rows.stream().mapToInt(row -> row.contestant().length()).max().orElse(0);
        String form = "%8s  %-" + Math.max(14, name) + "s %10s %12s %10s %10s %9s   %s%n";
        var text = new StringBuilder(caption(plan) + "\n\n");
        text.append(String.format(Locale.ROOT, form, HEAD.toArray()));
        Point setting = null;
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
                + (plan.rounds() < Judge.FEWEST_ROUNDS
                        ? "median, lowest to highest; fewer than " + Judge.FEWEST_ROUNDS + " rounds show no difference"
                        : "estimate, " + Words.percent(Judge.CONFIDENCE) + " interval, and what it shows")
                + ")";
    }

    private static List<String> cells(Summary row) {
        return List.of(Words.count(row.point().sessions()), row.contestant(),
                median(row.spread(Figure.RATE), "%,.0f", 1) + (row.loadLimited() > 0 ? "*" : ""),
                median(row.spread(Figure.CPU), "%,.2f", 1), median(row.figures().get("latencyP50Micros"), "%,.0f", 1),
                median(row.spread(Figure.P99), "%,.0f", 1), median(row.spread(Figure.RESIDENT), "%,.0f", 1 << 20),
                ratio(row) + trials(row));
    }

    private static String trials(Summary row) {
        return row.failed() == 0 ? "" : "  [" + row.failed() + " failed]";
    }

    private static String median(Spread spread, String format, double unit) {
        return spread == null ? "-" : String.format(Locale.ROOT, format, spread.median() / unit);
    }

    private static String ratio(Summary row) {
        Ratio ratio = row.ratio(Figure.CPU);
        if (ratio == null) {
            return "";
        }
        String range = Words.times(ratio.range().estimate()) + " (" + Words.range(ratio.range()) + ")";
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
