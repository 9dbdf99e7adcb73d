package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import threadlab.bench.stats.SignificanceTest;
import threadlab.bench.verdict.SummaryTable.Column;
import threadlab.client.capacity.LatencyBound;
import threadlab.support.Counted;
import threadlab.support.cli.Terminal;

/** The verdicts as a table, for a terminal or as Markdown. */
final class ReportTable {
    private ReportTable() {
    }

    private static Column median(Metric metric, String title, int dispensable) {
        return new Column(title, false, dispensable, summary -> median(summary, metric));
    }

    private static Column ratio(Metric metric, String title) {
        return new Column(title, true, 0, summary -> summary.ratio(metric).map(
                ratio -> NumberFormat.times(ratio.range().estimate()) + " (" + NumberFormat.range(ratio.range()) + ")")
                .orElse(""));
    }

    private static SummaryTable table(Analysis analysis) {
        Plan plan = analysis.plan();
        List<Column> columns = new ArrayList<>(List.of(new Column("server", true, 0, Summary::candidate)));
        if (plan.findRate() != null) {
            columns.add(median(Metric.CAPACITY, "capacity", 0));
            columns.add(ratio(Metric.CAPACITY, "capacity ratio"));
        }
        columns.addAll(List.of(median(Metric.RATE, "echoes/s", 3), median(Metric.CPU, "CPU/echo", 1),
                median(Metric.RESPONSE_TIME_P50, "p50", 5), median(Metric.RESPONSE_TIME_P99, "p99", 2),
                median(Metric.RESIDENT, "memory", 4), ratio(Metric.CPU, "CPU ratio"),
                new Column("", true, 0, summary -> verdict(summary, plan))));
        return new SummaryTable(plan, analysis.summaries(), columns);
    }

    /** Returns the table for a terminal of this width. */
    static String text(Analysis analysis, int width) {
        return Terminal.wrapped(caption(analysis), width, 0) + "\n\n" + table(analysis).text(width);
    }

    /** Returns the table for a pull request. */
    static String markdown(Analysis analysis) {
        return Markdown.escaped(caption(analysis)) + "\n\n" + table(analysis).markdown();
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
