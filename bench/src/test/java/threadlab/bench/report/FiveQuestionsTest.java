package threadlab.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import threadlab.bench.input.RecordReader;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.KeyFigure;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Ratio;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Summary;
import tools.jackson.jr.ob.JSON;

/**
 * What five people ask, and must find on the first screen alone: here that of the example report. docs/measurement.md
 * has the answers in words.
 */
class FiveQuestionsTest {
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    private final RunRecord run = RecordReader.of(RunRecord.class,
            JSON.std.anyFrom(Files.readString(Path.of("..", "docs", "example-report", "compare.json"))));
    private final Report report = Report.of(run);
    private final Analysis analysis = report.analysis();
    private final String rival = run.plan().others().getFirst();
    /** Up to the findings that are folded away below the picture, without the table of all servers. */
    private final String screen = firstScreen();

    FiveQuestionsTest() throws IOException {
    }

    private String firstScreen() {
        String html = FirstScreen.of(report, new ServerStyles(run.plan())).stream().map(String::valueOf)
                .collect(Collectors.joining());
        String shown = html.substring(0, html.indexOf("<details"));
        return TAGS.matcher(shown).replaceAll(" ").replace('\u00a0', ' ').replaceAll("\\s+", " ");
    }

    private List<Ratio> ratios(Metric metric) {
        return analysis.summaries().stream().filter(summary -> summary.candidate().equals(rival))
                .map(summary -> summary.ratio(metric).orElseThrow()).toList();
    }

    @Test
    void whoWins() {
        assertThat(screen).contains(report.findings().headline().getFirst());
        assertThat(report.findings().headline().getFirst()).containsIgnoringCase("virtual threads")
                .containsIgnoringCase("platform threads");
    }

    @Test
    void byHowMuch() {
        assertThat(ratios(Metric.CPU)).isNotEmpty()
                .allSatisfy(ratio -> assertThat(screen).contains(ratio.words(run.plan())));
    }

    @Test
    void fromWhereOn() {
        List<Integer> loads = analysis.summaries().stream().map(Summary::loadPoint)
                .map(loadPoint -> loadPoint.sessions()).distinct().toList();
        assertThat(loads).hasSizeGreaterThan(1)
                .allSatisfy(load -> assertThat(screen).contains(NumberFormat.count(load) + " sessions"));
    }

    @Test
    void howSure() {
        assertThat(screen).contains("How sure: 99 %", run.plan().control())
                .contains(ratios(Metric.CPU).stream().map(ratio -> NumberFormat.range(ratio.range()).split(" ")[0])
                        .toList());
    }

    @Test
    void whatItCosts() {
        assertThat(report.findings().figures()).extracting(KeyFigure::metric).containsAll(Metric.COMPARED);
        assertThat(report.findings().figures())
                .allSatisfy(figure -> assertThat(screen).contains(figure.metric().title(), figure.verdict()));
    }
}
