package threadlab.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.bench.page.Element;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Report;

/**
 * The page of a comparison. What answers the question is in the file as it is, so that a preview or a reader without
 * scripts has it. The charts and the ledger are drawn in the browser.
 */
public final class ComparePage {
    private ComparePage() {
    }

    public static String of(Report report) {
        var styles = new ServerStyles(report.run().plan());
        List<Element> parts = new ArrayList<>(FirstScreen.of(report, styles));
        parts.add(VerdictTable.section(report.analysis(), styles));
        Stream.of(WorkSection.section(report.analysis(), styles), RateCurves.section(report.analysis(), styles),
                LatencyCurves.section(report.analysis(), styles))
                .filter(Objects::nonNull).forEach(parts::add);
        Map<String, Object> data = new LinkedHashMap<>(report.data());
        data.put("styles", styles.all());
        return ReportPage.render("report.html", Json.line(data), Map.of(
                "title", Element.el("title", FirstScreen.title(report.run().plan()) + " \u00b7 Threadlab report")
                        .toString(),
                "answer", parts.stream().map(Element::toString).collect(Collectors.joining("\n"))));
    }
}
