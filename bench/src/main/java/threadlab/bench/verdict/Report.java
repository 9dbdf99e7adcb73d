package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threadlab.bench.report.ReportPage;
import threadlab.bench.stats.SignificanceTest;

/** What a run becomes: a function of its data and nothing else, so that an old run can be drawn anew. */
public record Report(RunRecord run, List<Summary> rows, Findings answer) {

    public static Report of(RunRecord run) {
        List<Summary> rows = Summary.of(run);
        return new Report(run, rows, Findings.of(run, rows));
    }

    public String page() {
        return ReportPage.render(Json.line(data()));
    }

    /** What the page shows. */
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("answer", answer);
        data.put("confidence", SignificanceTest.CONFIDENCE);
        data.put("control", Control.of(run.plan(), rows));
        data.put("crossings", LoadCrossover.of(run, rows));
        data.put("summary", rows);
        data.put("comparison", run);
        return data;
    }

    /** For a terminal. */
    public String text() {
        return ReportTable.text(rows, run.plan()) + String.join("\n", answer.headline()) + "\n\n"
                + String.join("\n", answer.details()) + (answer.details().isEmpty() ? "" : "\n\n")
                + footnote();
    }

    /** For a pull request. */
    public String markdown() {
        return "**" + Markdown.escaped(String.join(" ", answer.headline())) + "**\n\n"
                + ReportTable.markdown(rows, run.plan()) + "\n" + Markdown.list(answer.details()) + "\n"
                + Markdown.code(run.command()) + ", JDK " + Markdown.escaped(run.environment().jdk()) + ", "
                + Markdown.escaped(run.environment().os()) + ", " + run.environment().cpus() + " CPUs\n";
    }

    private String footnote() {
        return rows.stream().anyMatch(row -> row.loadLimited() > 0)
                ? "* the load had no CPU left in some of these trials\n"
                : "";
    }
}
