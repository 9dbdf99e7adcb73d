package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadlab.bench.page.Element;
import threadlab.bench.page.Typography;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Summary;
import threadlab.bench.verdict.WorkTable;

/** The table of where the time of a message went. */
final class WorkSection {
    private WorkSection() {
    }

    /** Returns null without work. */
    static @Nullable Element section(Analysis analysis, ServerStyles styles) {
        List<Summary> summaries = WorkTable.summaries(analysis);
        return summaries.isEmpty()
                ? null
                : el("section", el("h2", WorkTable.TITLE), el("p.note", WorkTable.CAPTION),
                        el("div.scroll", table(analysis, summaries, styles)).with("tabindex", 0).with("role", "region")
                                .with("aria-label", WorkTable.TITLE));
    }

    private static Element table(Analysis analysis, List<Summary> summaries, ServerStyles styles) {
        Plan plan = analysis.plan();
        List<WorkTable.Column> columns = WorkTable.columns(analysis);
        Element head = el("tr", el("th", "Server").with("scope", "col"),
                columns.stream().map(column -> el("th", column.title()).with("scope", "col")
                        .with("title", column.meaning())).toList());
        List<Element> bodies = new ArrayList<>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            String series = plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "";
            Element heading = el("tr", el("th.group", el("span", NumberFormat.sessions(loadPoint.sessions()) + series))
                    .with("scope", "rowgroup").with("colspan", columns.size() + 1));
            bodies.add(el("tbody.compact", heading,
                    summaries.stream().filter(summary -> summary.loadPoint().equals(loadPoint))
                            .map(summary -> row(summary, columns, plan, styles)).toList()));
        }
        return el("table", el("thead", head), bodies);
    }

    private static Element row(Summary summary, List<WorkTable.Column> columns, Plan plan, ServerStyles styles) {
        return el(summary.candidate().equals(plan.control()) ? "tr.control" : "tr",
                el("th.name", styles.markedName(summary.candidate())).with("scope", "row"),
                columns.stream().map(column -> el("td", Typography.of(
                        column.cell().apply(Objects.requireNonNull(summary.work(), "only such summaries"))))).toList());
    }
}
