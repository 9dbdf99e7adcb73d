package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import threadlab.bench.stats.SignificanceTest;
import threadlab.client.capacity.LatencyBound;
import threadlab.support.Counted;
import threadlab.support.cli.Terminal;

/** The verdicts as a table, for a terminal or as Markdown. */
final class ReportTable {
    private static final int BETWEEN = 2;

    /**
     * A column.
     *
     * @param dispensable the higher, the sooner it is left out where a line has no room; 0 for never
     */
    private record Column(String title, boolean isText, int dispensable, Function<Summary, String> cell) {
        private static Column of(Metric metric, String title, int dispensable) {
            return new Column(title, false, dispensable, summary -> median(summary, metric));
        }

        private static Column ratio(Metric metric, String title) {
            return new Column(title, true, 0, summary -> summary.ratio(metric).map(
                    ratio -> NumberFormat.times(ratio.range().estimate()) + " (" + NumberFormat.range(ratio.range())
                            + ")")
                    .orElse(""));
        }

        private int width(List<Summary> summaries) {
            return Math.max(title.length(),
                    summaries.stream().mapToInt(summary -> cell.apply(summary).length()).max().orElse(0));
        }

        private String padded(String text, int width) {
            String padding = " ".repeat(Math.max(0, width - text.length()));
            return isText ? text + padding : padding + text;
        }
    }

    private ReportTable() {
    }

    private static List<Column> columns(Plan plan) {
        List<Column> columns = new ArrayList<>(List.of(new Column("server", true, 0, Summary::candidate)));
        if (plan.findRate() != null) {
            columns.add(Column.of(Metric.CAPACITY, "capacity", 0));
            columns.add(Column.ratio(Metric.CAPACITY, "capacity ratio"));
        }
        columns.addAll(List.of(Column.of(Metric.RATE, "echoes/s", 3),
                Column.of(Metric.CPU, "CPU/echo", 1), Column.of(Metric.RESPONSE_TIME_P50, "p50", 5),
                Column.of(Metric.RESPONSE_TIME_P99, "p99", 2), Column.of(Metric.RESIDENT, "memory", 4),
                Column.ratio(Metric.CPU, "CPU ratio"), new Column("", true, 0, summary -> verdict(summary, plan))));
        return columns;
    }

    /** Returns the table for a terminal of this width: what matters least is left out where there is no room. */
    static String text(Analysis analysis, int width) {
        List<Summary> summaries = analysis.summaries();
        Plan plan = analysis.plan();
        List<Column> columns = fitting(columns(plan), summaries, width);
        var text = new StringBuilder(Terminal.wrapped(caption(analysis), width, 0)).append("\n\n")
                .append(line(columns, summaries, Column::title));
        LoadPoint last = null;
        for (Summary summary : summaries) {
            LoadPoint loadPoint = summary.loadPoint();
            if (!loadPoint.equals(last)) {
                last = loadPoint;
                text.append(NumberFormat.sessions(loadPoint.sessions()))
                        .append(plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "").append('\n');
            }
            text.append(line(columns, summaries, column -> column.cell.apply(summary)));
        }
        return text.append('\n').toString();
    }

    private static List<Column> fitting(List<Column> all, List<Summary> summaries, int width) {
        List<Column> columns = new ArrayList<>(all);
        while (columns.stream().mapToInt(column -> column.width(summaries) + BETWEEN).sum() > width) {
            Column least = columns.stream().max(Comparator.comparing(Column::dispensable)).orElseThrow();
            if (least.dispensable == 0) {
                break;
            }
            columns.remove(least);
        }
        return columns;
    }

    private static String line(List<Column> columns, List<Summary> summaries, Function<Column, String> cell) {
        List<String> cells = columns.stream().map(column -> column.padded(cell.apply(column), column.width(summaries)))
                .toList();
        return ("  " + String.join("  ", cells)).stripTrailing() + "\n";
    }

    /** Returns the table for a pull request. */
    static String markdown(Analysis analysis) {
        List<Summary> summaries = analysis.summaries();
        Plan plan = analysis.plan();
        boolean hasSeries = plan.series().size() > 1;
        List<Column> columns = new ArrayList<>(columns(plan));
        columns.addFirst(new Column("sessions", false, 0,
                summary -> NumberFormat.count(summary.loadPoint().sessions())));
        if (hasSeries) {
            columns.addFirst(new Column("load", true, 0, summary -> summary.loadPoint().seriesText()));
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::title).toList());
        summaries.forEach(summary -> lines.add(columns.stream().map(column -> column.cell.apply(summary)).toList()));
        return Markdown.escaped(caption(analysis)) + "\n\n" + Markdown.table(lines);
    }

    private static String caption(Analysis analysis) {
        Plan plan = analysis.plan();
        LatencyBound bound = plan.bound();
        String ratios = bound == null
                ? "The ratio is CPU per echo"
                : "The ratios are capacity (" + bound.inSentence() + ") and CPU per echo";
        return "Medians over the rounds. " + ratios + " against " + plan.baseline() + ", formed within each round: "
                + (analysis.hasIntervals()
                        ? "estimate, " + NumberFormat.percent(SignificanceTest.CONFIDENCE)
                                + " interval, and what it shows."
                        : "median, lowest to highest; fewer than " + SignificanceTest.MIN_ROUNDS
                                + " rounds show no difference.");
    }

    private static String verdict(Summary summary, Plan plan) {
        int failed = summary.trials().failed();
        return Stream.of(summary.ratio(Metric.CPU).map(ratio -> ratio.shortWords(plan)).orElse(null),
                failed == 0 ? null : "[" + Counted.of(failed, "trial") + " failed]").filter(Objects::nonNull)
                .reduce((one, other) -> one + " " + other).orElse("");
    }

    private static String median(Summary summary, Metric metric) {
        String mark = metric == Metric.RATE && summary.trials().loadLimited() > 0 ? "*" : "";
        String bound = summary.lowerBounds().contains(metric.key()) ? ">= " : "";
        return summary.spread(metric).map(known -> bound + metric.text(known.median()) + mark).orElse("-");
    }
}
