package threadlab.bench.diff;

import static threadlab.bench.page.Element.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.page.Element;
import threadlab.bench.page.RatioAxis;
import threadlab.bench.page.Template;
import threadlab.bench.stats.Interval;
import threadlab.bench.verdict.NumberFormat;

/** The result as one HTML file without a script, in the style of the report of {@code compare}. */
final class DiffPage {
    /** More secondary metrics than this are folded away. */
    private static final int IN_FULL = 12;
    private static final int MOST_LABEL = 200;
    private static final int MOST_SETTING = 1000;

    private final Diff diff;
    /** Whether a column must say which report or parameter a row is of. */
    private final boolean several;

    private DiffPage(Diff diff) {
        this.diff = diff;
        this.several = diff.candidates().size() > 1;
    }

    static String of(Diff diff) {
        return Template.filled("diff.html", Map.of("main", new DiffPage(diff).main().toString()));
    }

    private Element main() {
        return el("main", header(),
                el("section.answer", DiffFindings.sentences(diff).stream().map(sentence -> el("p", sentence)).toList()),
                section("Benchmarks", howToRead(), table(diff.rows(), axis(diff.rows()))),
                secondary(), notes(), reports());
    }

    private Element header() {
        String others = diff.candidates().stream().map(JmhReport::name).collect(Collectors.joining(", "));
        return el("header", el("p.kind", "JMH reports compared"),
                el("h1", others + " against " + diff.baseline().name()),
                diff.by() == null ? null : el("p.facts", "by the parameter " + diff.by()));
    }

    private Element howToRead() {
        String common = diff.labels().common();
        return el("p.note", "To the right is faster than " + diff.baseline().name()
                + ", which is the line at 1. The bar is an interval, cut where it leaves the picture; in the shaded"
                + " region a difference does not matter. A filled point is a difference that is shown, a hollow one is"
                + " not; " + NumberFormat.percent(diff.judging().confidence()) + " of the differences"
                + " shown are real, on average. The ratio is of the scores as they are."
                + (common.isEmpty() ? "" : " All have " + Labels.cut(common, MOST_LABEL) + "."));
    }

    private @Nullable Element secondary() {
        List<Row> rows = diff.secondary();
        if (rows.isEmpty()) {
            return null;
        }
        Element table = table(rows, null);
        return section("Secondary metrics", rows.size() <= IN_FULL
                ? table
                : el("details", el("summary", "All " + rows.size()), table));
    }

    private @Nullable Element notes() {
        List<String> remarks = DiffFindings.remarks(diff);
        return remarks.isEmpty()
                ? null
                : section("Notes", el("ul.details", remarks.stream().map(remark -> el("li", remark)).toList()));
    }

    private Element reports() {
        return section("Measured on", el("dl", Stream.concat(Stream.of(diff.baseline()), diff.candidates().stream())
                .map(report -> List.of(el("dt", report.name()),
                        el("dd", Labels.cut(String.join(", ", report.setting()), MOST_SETTING))))
                .toList()));
    }

    private static Element section(String title, Object... content) {
        return el("section", el("h2", title), List.of(content));
    }

    /** @param axis of the picture in each row, if it has one */
    private Element table(List<Row> rows, @Nullable RatioAxis axis) {
        List<Element> body = new ArrayList<>();
        @Nullable
        Row before = null;
        for (Row row : rows) {
            if (diff.by() != null && !isOfSameBenchmark(row, before)) {
                body.add(el("tr", el("th.group", el("span", name(row))).with("colspan", several ? 7 : 6)));
            }
            body.add(row(row, axis));
            before = row;
        }
        return el("div.scroll", el("table.diff", el("thead", head(axis)), el("tbody.compact", body)))
                .with("tabindex", 0);
    }

    private static RatioAxis axis(List<Row> rows) {
        return RatioAxis.of(rows.stream().filter(Row::hasRatio).map(DiffPage::mark).toList());
    }

    /** How fast the candidate is, and the interval, as multiples of the baseline. */
    private static RatioAxis.Mark mark(Row row) {
        double speed = 1 / row.cost();
        Interval interval = row.interval();
        if (interval == null) {
            return new RatioAxis.Mark(speed, speed, speed);
        }
        double one = 1 / row.asCost(interval.low());
        double other = 1 / row.asCost(interval.high());
        return new RatioAxis.Mark(speed, Math.min(one, other), Math.max(one, other));
    }

    private Element picture(Row row, RatioAxis axis) {
        double margin = diff.judging().margin();
        return row.hasRatio() ? axis.row(mark(row), style(row.change()), margin) : axis.row(margin);
    }

    private static String style(Change change) {
        return switch (change) {
            case FASTER -> "better";
            case SLOWER, SLOW_FORKS -> "worse";
            default -> "undecided";
        };
    }

    private static boolean isOfSameBenchmark(Row row, @Nullable Row before) {
        return before != null && before.key().name().equals(row.key().name())
                && before.key().mode().equals(row.key().mode());
    }

    private Element head(@Nullable RatioAxis axis) {
        return el("tr", el("th", "benchmark"),
                several ? el("th.text", diff.by() == null ? "report" : diff.by()) : null,
                el("th", diff.baseline().name()),
                el("th", several ? "score" : diff.candidates().getFirst().name()),
                axis == null
                        ? null
                        : el("th.text.plotted",
                                axis.labels("slower", "worse", "faster", "better", "how fast, by the base")),
                el("th", "ratio"), el("th.text", "verdict"));
    }

    private Element row(Row row, @Nullable RatioAxis axis) {
        UnitScale scale = UnitScale.of(row.baselineScore().unit(), row.baselineScore().value());
        return el(row.change().isDifference() ? "tr.differs" : "tr.same",
                el("th", label(row)).with("scope", "row"),
                several ? el("td.text", row.candidate()) : null,
                el("td", scale.text(row.baselineScore().value())),
                el("td", scale.text(row.score().value())),
                axis == null ? null : el("td.plotted", picture(row, axis)),
                el("td.times", View.ratio(row)),
                el("td.text.change", row.verdict(),
                        row.setAside().isEmpty() ? null : el("span.range", row.setAside())));
    }

    /** The benchmark, unless a line before the rows names it, and its parameters. */
    private List<Object> label(Row row) {
        String details = Labels.cut(String.join(" ", Stream.of(diff.labels().details(row.key()),
                row.metric() == null ? "" : row.metric()).filter(part -> !part.isEmpty()).toList()), MOST_LABEL);
        if (diff.by() != null) {
            return List.of(details);
        }
        return details.isEmpty() ? List.of(name(row)) : List.of(name(row) + " ", el("span.params", details));
    }

    private String name(Row row) {
        return Labels.cut(diff.labels().name(row.key()), MOST_LABEL);
    }
}
