package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.support.cli.Terminal;

/** The report of a run. It depends on the run's data alone, so that an old run can be drawn again. */
public record Report(Analysis analysis, Findings findings) {

    public static Report of(RunRecord run) {
        Analysis analysis = Analysis.of(run);
        return new Report(analysis, Findings.of(analysis));
    }

    public RunRecord run() {
        return analysis.run();
    }

    /** Returns the data that the page shows. */
    public Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("metrics", Metric.catalogue());
        data.put("summaries", analysis.summaries());
        data.put("run", run());
        return data;
    }

    /** Returns the report for a terminal of this width. The answer comes last, where it is seen first. */
    public String text(int width) {
        Stream<String> details = findings.details().stream()
                .map(sentence -> Terminal.wrapped("- " + sentence, width, 2));
        Stream<String> answer = Stream.concat(findings.headline().stream(), KeyFigure.sentence(analysis).stream())
                .map(sentence -> Terminal.wrapped(sentence, width, 0));
        String table = MapFindings.of(analysis).map(map -> new MapTable(analysis, map).text(width))
                .orElseGet(() -> ReportTable.text(analysis, width) + footnote() + WorkTable.text(analysis, width));
        return table
                + details.map(sentence -> sentence + "\n").collect(Collectors.joining())
                + (findings.details().isEmpty() ? "" : "\n") + answer.collect(Collectors.joining("\n")) + "\n";
    }

    /** Returns the report for a pull request. */
    public String markdown() {
        var environment = run().setup().environment();
        return "**" + Markdown.escaped(String.join(" ", findings.headline())) + "**\n\n"
                + MapFindings.of(analysis).map(map -> new MapTable(analysis, map).markdown() + "\n")
                        .orElseGet(() -> ReportTable.markdown(analysis) + "\n" + WorkTable.markdown(analysis))
                + Markdown.list(
                        Stream.concat(KeyFigure.sentence(analysis).stream(), findings.details().stream()).toList())
                + "\n" + Markdown.code(run().invocation().command()) + ", JDK "
                + Markdown.escaped(environment.jdk()) + ", " + Markdown.escaped(environment.os()) + ", "
                + environment.cpus() + " CPUs\n";
    }

    private String footnote() {
        return analysis.summaries().stream().anyMatch(summary -> summary.trials().loadLimited() > 0)
                ? "* the load had no CPU left in some of these trials\n\n"
                : "";
    }
}
