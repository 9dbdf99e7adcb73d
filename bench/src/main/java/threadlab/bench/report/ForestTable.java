package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.page.Element;
import threadlab.bench.page.RatioAxis;
import threadlab.bench.page.Typography;
import threadlab.bench.stats.Interval;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Ratio;
import threadlab.bench.verdict.Reading;
import threadlab.bench.verdict.Summary;

/** The verdict as a picture: a row for each ratio to the baseline, with its interval drawn in it (a forest plot). */
final class ForestTable {
    /** With more rows, only the second candidate and the control are in the first picture. */
    private static final int MOST_ROWS = 20;

    private final Analysis analysis;
    private final Plan plan;
    private final ServerStyles styles;
    private final Metric metric;
    private final RatioAxis axis;
    private final double margin;

    private ForestTable(Analysis analysis, ServerStyles styles, Metric metric) {
        this.analysis = analysis;
        this.plan = analysis.plan();
        this.styles = styles;
        this.metric = metric;
        this.axis = RatioAxis.of(analysis.summaries().stream()
                .flatMap(summary -> summary.ratio(metric).map(ForestTable::mark).stream()).toList());
        this.margin = plan.rule().margin();
    }

    /** Returns the picture with its explanation; null if there is no ratio. */
    static @Nullable Element section(Analysis analysis, ServerStyles styles, Metric metric) {
        boolean isAny = analysis.summaries().stream().anyMatch(summary -> summary.ratio(metric).isPresent());
        return isAny ? new ForestTable(analysis, styles, metric).section() : null;
    }

    private Element section() {
        List<String> all = Stream.concat(plan.others().stream(), Stream.of(plan.control())).toList();
        List<String> first = Stream.concat(plan.others().stream().limit(1), Stream.of(plan.control())).toList();
        boolean isShort = all.size() * plan.loadPoints().size() <= MOST_ROWS;
        return el("section.forest", el("h2", metric.title() + ", relative to " + plan.baseline()), note(),
                table(isShort ? all : first),
                isShort ? null : el("details", el("summary", "All " + all.size() + " servers"), table(all)),
                metric == analysis.judgedMetric() ? tellApart() : null);
    }

    private Element note() {
        return el("p.note", metric.doc() + " The line at 1 is " + plan.baseline() + ". "
                + (!analysis.hasIntervals()
                        ? "The bar goes from the lowest to the highest round; fewer than four show no difference."
                        : "The bar is the 99\u00a0% interval; all bars of a candidate hold together. A filled point is "
                                + "a difference that is shown. In the shaded region, "
                                + Typography.of(NumberFormat.wholePercent(margin)) + " to either side, a difference "
                                + "does not matter.")
                + " " + plan.control() + " is " + plan.baseline() + " a second time, so it shows the noise.");
    }

    /** Those whose names say too little. */
    private @Nullable Element tellApart() {
        List<String> candidates = plan.candidates();
        return candidates.contains("virtual") && candidates.contains("virtual-tuned")
                ? el("p.note", "virtual is the JDK's own way: a virtual thread waits in its read. virtual-tuned has "
                        + "virtual threads as well, which wait in a readiness loop of the server, and take turns.")
                : null;
    }

    private Element table(List<String> servers) {
        boolean isLess = metric == Metric.CPU;
        Element head = el("tr", el("th", "Server").with("scope", "col"),
                el("th.text.plotted", axis.labels("less", isLess ? "better" : "worse", "more",
                        isLess ? "worse" : "better", metric.title() + ", times that of " + plan.baseline())),
                el("th", "Ratio").with("scope", "col"), el("th.text", "Verdict").with("scope", "col"));
        List<Element> bodies = new ArrayList<>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            List<Element> rows = servers.stream().flatMap(server -> analysis.summary(server, loadPoint).stream())
                    .flatMap(summary -> summary.ratio(metric).map(ratio -> row(summary, ratio)).stream()).toList();
            if (!rows.isEmpty()) {
                bodies.add(el("tbody.compact", heading(loadPoint), rows));
            }
        }
        return el("div.scroll", el("table", el("thead", head), bodies)).with("tabindex", 0).with("role", "region")
                .with("aria-label", metric.title() + ", relative to " + plan.baseline());
    }

    private Element heading(LoadPoint loadPoint) {
        String series = plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "";
        return el("tr", el("th.group", el("span", NumberFormat.sessions(loadPoint.sessions()) + series))
                .with("scope", "rowgroup"), el("td.plotted", axis.row(margin)), el("td").with("colspan", 2));
    }

    private Element row(Summary summary, Ratio ratio) {
        boolean isControl = summary.candidate().equals(plan.control());
        Reading reading = ratio.reading(plan);
        String style = isControl
                ? "control"
                : !reading.isDifference() ? "undecided" : metric.isBetter(reading) ? "better" : "worse";
        return el(isControl ? "tr.control" : "tr",
                el("th.name", styles.markedName(summary.candidate())).with("scope", "row"),
                el("td.plotted", axis.row(mark(ratio), style + (reading.isDifference() ? ".shown" : ""), margin)),
                el("td.times", NumberFormat.times(ratio.range().estimate()) + " ",
                        el("span.range", NumberFormat.range(ratio.range()))),
                el("td.text.words", Typography.of(isControl ? noise(ratio) : ratio.words(plan))));
    }

    private String noise(Ratio ratio) {
        return ratio.reading(plan).isDifference() ? "differs, and is the same server" : ratio.shortWords(plan);
    }

    private static RatioAxis.Mark mark(Ratio ratio) {
        Interval range = ratio.range();
        return new RatioAxis.Mark(range.estimate(), range.low(), range.high());
    }
}
