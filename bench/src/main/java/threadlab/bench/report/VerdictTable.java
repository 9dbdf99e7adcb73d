package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.page.Element;
import threadlab.bench.page.Typography;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Ratio;
import threadlab.bench.verdict.Summary;
import threadlab.support.Counted;

/** The table of the metrics that are compared: medians, ranges and ratios. */
final class VerdictTable {
    private final Analysis analysis;
    private final Plan plan;
    private final ServerStyles styles;

    private VerdictTable(Analysis analysis, ServerStyles styles) {
        this.analysis = analysis;
        this.plan = analysis.plan();
        this.styles = styles;
    }

    static Element section(Analysis analysis, ServerStyles styles) {
        return new VerdictTable(analysis, styles).section();
    }

    private Element section() {
        boolean isLimited = analysis.summaries().stream().anyMatch(summary -> summary.trials().loadLimited() > 0);
        return el("section", el("h2", "All compared metrics"),
                el("p.note", "Median over the rounds; beside it the lowest and the highest round. \u00d7 is the ratio "
                        + "to " + plan.baseline() + ", formed within each round, and "
                        + (!analysis.hasIntervals()
                                ? "its lowest and highest round. Fewer than four rounds show no difference."
                                : "its 99\u00a0% interval. A bold ratio is a difference that is shown.")),
                el("div.scroll", table()).with("tabindex", 0).with("role", "region")
                        .with("aria-label", "All compared metrics"),
                isLimited
                        ? el("p.note.foot",
                                "* The load had no CPU left in some of these trials: this may be its limit.")
                        : null);
    }

    private Element table() {
        Element head = el("tr", el("th", "Server").with("scope", "col"),
                plan.judged().stream()
                        .map(metric -> el("th", metric.title()).with("scope", "col").with("title", metric.doc()))
                        .toList());
        List<Element> bodies = new ArrayList<>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            String series = plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "";
            Element heading = el("tr", el("th.group",
                    el("span", NumberFormat.sessions(loadPoint.sessions()) + series)).with("scope", "rowgroup")
                    .with("colspan", plan.judged().size() + 1));
            bodies.add(el("tbody", heading, plan.candidatesAndControl().stream()
                    .flatMap(server -> analysis.summary(server, loadPoint).stream()).map(this::row).toList()));
        }
        return el(plan.findRate() == null ? "table.verdict" : "table.verdict.wide", el("thead", head), bodies);
    }

    private Element row(Summary summary) {
        return el(summary.candidate().equals(plan.control()) ? "tr.control" : "tr",
                el("th.name", styles.markedName(summary.candidate()), trialsLost(summary.trials()))
                        .with("scope", "row"),
                plan.judged().stream().map(metric -> cell(metric, summary)).toList());
    }

    private static @Nullable Element trialsLost(Summary.TrialCounts trials) {
        List<String> lost = Stream.of(trials.failed() == 0 ? "" : trials.failed() + " failed",
                trials.degraded() == 0 ? "" : trials.degraded() + " degraded").filter(part -> !part.isEmpty()).toList();
        return lost.isEmpty()
                ? null
                : el("span.trouble", "of " + Counted.of(trials.total(), "trial") + " " + NumberFormat.listed(lost));
    }

    private static Element cell(Metric metric, Summary summary) {
        MinMedianMax spread = summary.spread(metric).orElse(null);
        if (spread == null) {
            return el("td", el("span.none", "no value"));
        }
        boolean isBound = summary.lowerBounds().contains(metric.key());
        boolean mayBeLimit = metric == Metric.RATE && summary.trials().loadLimited() > 0;
        String low = metric.text(spread.low());
        String high = metric.text(spread.high());
        return el("td",
                el("span.value", (isBound ? "\u2265\u00a0" : "") + Typography.of(metric.text(spread.median()))
                        + (mayBeLimit ? "*" : "")),
                // There even when it says nothing, so that medians stand under each other.
                el("span.range", low.equals(high) ? "" : range(low, high)),
                summary.ratio(metric).map(VerdictTable::ratio).orElse(null));
    }

    /** The unit stands once if both ends have the same. */
    private static String range(String low, String high) {
        String unit = high.replaceFirst("^[<\\d.,-]+", "");
        return Typography.of((!unit.isEmpty() && low.endsWith(unit)
                ? low.substring(0, low.length() - unit.length())
                : low) + "\u2013" + high);
    }

    private static Element ratio(Ratio ratio) {
        return el(ratio.differs() ? "span.ratio.differs" : "span.ratio", "\u00d7 "
                + NumberFormat.times(ratio.range().estimate()) + " ("
                + NumberFormat.range(ratio.range()).replace(' ', '\u00a0') + ")"); // may break before it, not in it
    }
}
