package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import threadlab.bench.report.Resources;
import threadlab.bench.stats.SignificanceTest;
import threadlab.bench.verdict.NumberFormat;

/** The result as one HTML file without a script, in the manner of the report of {@code compare}. Pure. */
final class DiffPage {
    /** More secondary figures than this are folded away. */
    private static final int IN_FULL = 12;

    private DiffPage() {
    }

    static String of(Diff diff) {
        String body = header(diff) + answer(diff)
                + section("Benchmarks", howToRead(diff) + table(diff, diff.rows(), true))
                + secondary(diff) + remarks(diff) + reports(diff);
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Threadlab: JMH reports compared</title>
                <link rel="icon" href="data:,">
                <style>
                %s%s%s</style>
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """
                .formatted(Resources.text("page.css"), Resources.text("tables.css"), Resources.text("diff.css"), body);
    }

    private static String header(Diff diff) {
        String others = diff.others().stream().map(JmhReport::name).collect(Collectors.joining(", "));
        return "<header><p class=\"kind\">JMH reports compared</p><h1>" + escaped(others + " against "
                + diff.base().name()) + "</h1>"
                + (diff.by() == null ? "" : "<p class=\"facts\">by the parameter " + escaped(diff.by()) + "</p>")
                + "</header>\n";
    }

    private static String answer(Diff diff) {
        return "<section class=\"answer\">" + DiffAnswer.sentences(diff).stream()
                .map(sentence -> "<p>" + escaped(sentence) + "</p>").collect(Collectors.joining()) + "</section>\n";
    }

    private static String howToRead(Diff diff) {
        return "<p class=\"note\">To the right is faster than " + escaped(diff.base().name())
                + ", which is the line at 1. The bar is the " + NumberFormat.percent(SignificanceTest.CONFIDENCE)
                + " interval over forks, cut where it leaves the picture. A filled point is a difference that is shown"
                + " after the correction for the number of benchmarks, a hollow one is not. The ratio is of the scores"
                + " as they are.</p>";
    }

    private static String secondary(Diff diff) {
        if (diff.secondary().isEmpty()) {
            return "";
        }
        String table = table(diff, diff.secondary(), false);
        return section("Secondary figures", diff.secondary().size() <= IN_FULL
                ? table
                : "<details><summary>All " + diff.secondary().size() + "</summary>" + table + "</details>");
    }

    private static String remarks(Diff diff) {
        List<String> remarks = DiffAnswer.remarks(diff);
        return remarks.isEmpty()
                ? ""
                : section("Notes", "<ul class=\"details\">" + remarks.stream()
                        .map(remark -> "<li>" + escaped(remark) + "</li>").collect(Collectors.joining()) + "</ul>");
    }

    private static String reports(Diff diff) {
        List<JmhReport> reports = new ArrayList<>(List.of(diff.base()));
        reports.addAll(diff.others());
        return section("Measured on", "<dl>" + reports.stream()
                .map(report -> "<dt>" + escaped(report.name()) + "</dt><dd>" + escaped(report.setting()) + "</dd>")
                .collect(Collectors.joining()) + "</dl>");
    }

    private static String section(String title, String content) {
        return "<section><h2>" + title + "</h2>" + content + "</section>\n";
    }

    private static String table(Diff diff, List<Row> rows, boolean drawn) {
        boolean several = diff.others().size() > 1;
        SpeedAxis axis = drawn ? SpeedAxis.of(rows) : null;
        String head = "<th>benchmark</th>" + (several
                ? "<th class=\"text\">" + escaped(diff.by() == null
                        ? "report"
                        : diff.by()) + "</th>"
                : "") + "<th>" + escaped(diff.base().name()) + "</th><th>"
                + (several ? "score" : escaped(diff.others().getFirst().name())) + "</th>"
                + (drawn ? "<th class=\"text plotted\">" + axis.labels() + "</th>" : "")
                + "<th>ratio</th><th class=\"text\">verdict</th>";
        var body = new StringBuilder();
        Row before = null;
        for (Row row : rows) {
            body.append(diff.by() == null ? "" : group(before, row, several));
            body.append(row(row, several, axis, diff.by() == null));
            before = row;
        }
        return "<div class=\"scroll\" tabindex=\"0\"><table class=\"diff\"><thead><tr>" + head
                + "</tr></thead><tbody class=\"compact\">" + body + "</tbody></table></div>";
    }

    /** A line with the benchmark's name before its first row. */
    private static String group(Row before, Row row, boolean several) {
        return before != null && before.key().name().equals(row.key().name())
                && before.key().mode().equals(row.key().mode())
                        ? ""
                        : "<tr><th class=\"group\" colspan=\"" + (several ? 7 : 6) + "\"><span>"
                                + escaped(row.key().shortName()) + "</span></th></tr>";
    }

    private static String row(Row row, boolean several, SpeedAxis axis, boolean named) {
        UnitScale scale = UnitScale.of(row.base().unit(), row.base().score());
        return "<tr class=\"" + (row.finding().isDifference() ? "differs" : "same") + "\"><th scope=\"row\">"
                + label(row, named) + "</th>"
                + (several ? "<td class=\"text\">" + escaped(row.contestant()) + "</td>" : "")
                + "<td>" + escaped(scale.text(row.base().score())) + "</td><td>"
                + escaped(scale.text(row.now().score())) + "</td>"
                + (axis == null ? "" : "<td class=\"plotted\">" + axis.row(row) + "</td>")
                + "<td class=\"times\">" + escaped(DiffTable.ratio(row)) + "</td><td class=\"text change\">"
                + row.change() + "</td></tr>\n";
    }

    private static String label(Row row, boolean named) {
        String params = row.key().paramsText() + (row.key().threads() == 1 ? "" : " threads=" + row.key().threads())
                + (row.metric() == null ? "" : " " + row.metric());
        String name = named ? escaped(row.key().shortName()) : "";
        return name + (params.isBlank() || !named
                ? escaped(params.strip())
                : " <span class=\"params\">" + escaped(params.strip()) + "</span>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
