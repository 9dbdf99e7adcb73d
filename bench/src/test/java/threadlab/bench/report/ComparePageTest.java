package threadlab.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Runs;
import threadlab.bench.verdict.Trial;

/** What the page has without a script. */
class ComparePageTest {
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    private static String page(RunRecord run) {
        return ComparePage.of(Report.of(run));
    }

    /** The page without its scripts and its data, so what a preview shows. */
    private static String text(RunRecord run) {
        String page = page(run);
        String main = page.substring(page.indexOf("<main>"), page.indexOf("</main>"));
        return TAGS.matcher(main).replaceAll(" ").replace('\u00a0', ' ').replaceAll("\\s+", " ");
    }

    @Test
    void theAnswerIsInTheFileItselfInTheWordsOfTheTerminal() {
        RunRecord run = Runs.against10(List.of(10, 1_000), 10.02, 4.5);
        assertThat(Report.of(run).findings().headline()).isNotEmpty()
                .allSatisfy(sentence -> assertThat(text(run)).contains(sentence));
    }

    @Test
    void theFiguresTheRatiosAndTheMetricsAreThereToo() {
        String text = text(Runs.against10(List.of(10, 1_000), 10.02, 4.5));
        assertThat(text).contains("virtual against platform", "55 % less better", "1,000 sessions",
                "the same within 5 %", "platform (control)");
        assertThat(text.substring(text.indexOf("All compared metrics"))).contains("CPU per echo", "10.0 µs",
                "\u00d7 0.45 (0.4");
    }

    /** Its rounds are half and one and a half times those of platform: that shows no difference, and no likeness. */
    @Test
    void aControlWithAWideIntervalIsNotKnown() {
        RunRecord calm = Runs.against10(List.of(10), 5);
        List<Trial> noisy = calm.trials().stream().map(trial -> !trial.spec().candidate().endsWith("(control)")
                ? trial
                : new Trial(trial.spec(),
                        trial.result().with(Map.of(Metric.CPU, trial.spec().round() % 2 == 0 ? 5 : 15)),
                        trial.commands()))
                .toList();
        assertThat(text(calm)).doesNotContain("not known");
        assertThat(text(calm.with(0, noisy, List.of()))).containsOnlyOnce("not known");
    }

    @Test
    void theCapacityAndItsCurvesAreThereIfItWasAskedFor() {
        RunRecord run = Runs.capacityAgainst400(List.of(10, 1_000), 1, 2.1);
        assertThat(text(run)).containsSubsequence("Capacity, relative to platform",
                "CPU per echo, relative to platform",
                "Response times over the rate", "p99 &lt;= 200 ms");
        assertThat(text(run)).contains("virtual at 840 a second: p99 20.0 ms, held")
                .contains("virtual at 882 a second: p99 250 ms, not held");
        assertThat(text(Runs.against10(List.of(10), 5))).doesNotContain("Capacity", "over the rate");
    }

    /** No cell is told by its colour alone. */
    @Test
    void aMapHasAPictureWithALetterInEachCellAndATable() {
        RunRecord run = Runs.map(cell -> cell.waitMillis() > 0 ? 6 : cell.cpuMicros() > 500 ? 15 : 10);
        String map = page(run);
        map = map.substring(map.indexOf("<section class=\"map\""));
        map = map.substring(0, map.indexOf("</section>"));
        assertThat(Pattern.compile("<rect").matcher(map).results()).hasSize(9);
        assertThat(Pattern.compile("class=\"mark\"[^>]*>B<").matcher(map).results()).hasSize(6);
        assertThat(Pattern.compile("class=\"mark\"[^>]*>A<").matcher(map).results()).hasSize(1);
        assertThat(Pattern.compile("class=\"mark\"[^>]*>=<").matcher(map).results()).hasSize(2);
        assertThat(text(run)).contains("Who needs less CPU per echo", "cpu 1ms, wait 50ms: virtual has 40 % less",
                "A: platform needs less CPU per echo.", "1ms 50ms B 0.60")
                .doesNotContain("CPU per echo, relative to platform");
        assertThat(page(run.with(0, List.of(), List.of()))).doesNotContain("<section class=\"map\"");
        assertThat(page(Runs.against10(List.of(10), 5))).doesNotContain("<section class=\"map\"");
    }

    @Test
    void whereTheTimeWentIsThereIfTheServersWorked() {
        assertThat(text(Runs.withWork())).containsSubsequence("Where the time of a message went", "thread wait",
                "cpu asked", "cpu had", "wait asked", "pool wait", "40 sessions", "platform", "50.0 µs", "60.0 µs",
                "1.00 ms", "virtual", "2.00 ms");
        assertThat(text(Runs.against10(List.of(10), 5))).doesNotContain("Where the time");
    }

    @Test
    void theTitleSaysWhatWasCompared() {
        assertThat(page(Runs.against10(List.of(10), 5)))
                .contains("<title>virtual against platform \u00b7 Threadlab report</title>");
    }

    @Test
    void aRunThatFailedAllOverHasAPageToo() {
        assertThat(text(Runs.run(List.of(10), Runs.failed(1, "platform", 10, "<b>gone</b>")))).contains(
                "1 did not end well", "no value", "of 1 trial 1 failed");
    }

    @Test
    void everyFieldFilledMakesAPageWithOneSectionForEachPart() {
        assertThat(text(Runs.withEverything())).contains("All compared metrics", "more findings", "Java 21.0.1 and 25");
    }
}
