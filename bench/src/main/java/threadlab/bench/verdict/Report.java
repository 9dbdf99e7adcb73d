package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.Map;
import threadlab.bench.report.ReportPage;
import threadlab.bench.stats.SignificanceTest;

/** The report of a run. It depends on the run's data alone, so that an old run can be drawn again. */
public record Report(Analysis analysis, Findings findings) {

    public static Report of(RunRecord run) {
        Analysis analysis = Analysis.of(run);
        return new Report(analysis, Findings.of(analysis));
    }

    public RunRecord run() {
        return analysis.run();
    }

    public String page() {
        return ReportPage.render(Json.line(data()));
    }

    /** Returns the data that the page shows. */
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("findings", findings);
        data.put("confidence", SignificanceTest.CONFIDENCE);
        data.put("metrics", Metric.catalogue());
        data.put("control", analysis.control());
        data.put("crossovers", analysis.crossovers());
        data.put("summaries", analysis.summaries());
        data.put("run", run());
        return data;
    }

    /** Returns the report for a terminal. */
    public String text() {
        return ReportTable.text(analysis.summaries(), analysis.plan()) + String.join("\n", findings.headline())
                + "\n\n" + String.join("\n", findings.details()) + (findings.details().isEmpty() ? "" : "\n\n")
                + footnote();
    }

    /** Returns the report for a pull request. */
    public String markdown() {
        var environment = run().setup().environment();
        return "**" + Markdown.escaped(String.join(" ", findings.headline())) + "**\n\n"
                + ReportTable.markdown(analysis.summaries(), analysis.plan()) + "\n"
                + Markdown.list(findings.details()) + "\n" + Markdown.code(run().invocation().command()) + ", JDK "
                + Markdown.escaped(environment.jdk()) + ", " + Markdown.escaped(environment.os()) + ", "
                + environment.cpus() + " CPUs\n";
    }

    private String footnote() {
        return analysis.summaries().stream().anyMatch(summary -> summary.trials().loadLimited() > 0)
                ? "* the load had no CPU left in some of these trials\n"
                : "";
    }
}
