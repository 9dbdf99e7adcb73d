package threadlab.bench.trend;

import static threadlab.bench.page.Element.el;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.bench.diff.Labels;
import threadlab.bench.page.Element;
import threadlab.bench.page.Template;
import threadlab.bench.verdict.NumberFormat;

/** A history as one HTML file without a script: the changes, the newest first, and a picture for each benchmark. */
final class TrendPage {
    private static final int MOST_LABEL = 200;
    /** So many changes have a row before the rest is folded away. */
    private static final int IN_FULL = 40;

    private final History history;

    private TrendPage(History history) {
        this.history = history;
    }

    static String of(History history) {
        return Template.filled("trend.html", Map.of("main", new TrendPage(history).main().toString()));
    }

    private Element main() {
        return el("main",
                el("header", el("p.kind", "JMH reports over time"),
                        el("h1", history.reports().getFirst().label() + " to "
                                + history.reports().getLast().label()),
                        el("p.facts", history.reports().size() + " reports, " + history.order())),
                el("section.answer",
                        TrendFindings.sentences(history).stream().map(sentence -> el("p", sentence)).toList()),
                changes(), section("Benchmarks", howToRead(), el("div.trends",
                        history.linesNewestFirst().stream().map(this::figure).toList())),
                notes(), reports());
    }

    private @Nullable Element changes() {
        List<History.Found> changes = history.newestFirst();
        if (changes.isEmpty()) {
            return null;
        }
        return section("Changes, the newest first", table(changes.stream().limit(IN_FULL).toList()),
                changes.size() <= IN_FULL
                        ? null
                        : el("details", el("summary", "All " + changes.size()), table(changes)));
    }

    private Element table(List<History.Found> changes) {
        return el("div.scroll", el("table.diff",
                el("thead", el("tr", el("th", "benchmark"), el("th.text", ""), el("th", "ratio"),
                        el("th.text", "from this report on"), el("th", "scores"))),
                el("tbody.compact", changes.stream().map(this::row).toList()))).with("tabindex", 0);
    }

    private Element row(History.Found found) {
        Step step = found.step();
        return el("tr.differs", el("th", label(found.line())).with("scope", "row"),
                el("td.text.change." + Curve.style(step.change()), step.change().toString()),
                el("td.times", step.ratioText()), el("td.text", history.label(step)), el("td", step.scores()));
    }

    private Element howToRead() {
        String common = history.labels().common();
        return el("p.note", "A point is the score of a report, and the bar is its interval, as far as the report alone"
                + " tells. The scale is logarithmic; its ends are told above it. A dashed line is where the level"
                + " changes, within a report or so; " + NumberFormat.wholePercent(history.confidence())
                + " of the changes shown are real, on average."
                + (common.isEmpty() ? "" : " All have " + Labels.cut(common, MOST_LABEL) + "."));
    }

    private Element figure(Line line) {
        return el("figure", el("h3", label(line)), el("p.note", found(line)), Curve.of(history, line));
    }

    private String found(Line line) {
        if (line.steps().isEmpty()) {
            return line.lastScore() + ", " + line.verdict();
        }
        Step step = line.steps().getLast();
        return line.lastScore() + ", " + step.change() + " since " + history.label(step) + ": "
                + NumberFormat.times(step.ratio().estimate())
                + (line.steps().size() == 1 ? "" : "; " + line.steps().size() + " changes");
    }

    private List<Object> label(Line line) {
        String details = Labels.cut(history.labels().details(line.key()), MOST_LABEL);
        String name = Labels.cut(history.labels().name(line.key()), MOST_LABEL);
        return details.isEmpty() ? List.of(name) : List.of(name + " ", el("span.params", details));
    }

    private @Nullable Element notes() {
        List<String> remarks = TrendFindings.remarks(history);
        return remarks.isEmpty()
                ? null
                : section("Notes", el("ul.details", remarks.stream().map(remark -> el("li", remark)).toList()));
    }

    private Element reports() {
        return section("Reports", el("details", el("summary", "All " + history.reports().size()),
                el("dl", history.reports().stream()
                        .map(report -> List.of(el("dt", report.label()), el("dd", report.name()))).toList())));
    }

    private static Element section(String title, @Nullable Object... content) {
        return el("section", el("h2", title), Arrays.asList(content));
    }
}
