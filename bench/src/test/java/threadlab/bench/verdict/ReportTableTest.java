package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.ApprovedText.assertApproved;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTableTest {

    @Test
    void showsMediansAndTheRatioToTheBaseline() throws IOException {
        assertApproved(getClass(), "table-of-three-rounds.txt",
                text(Runs.run(List.of(1000), Runs.ok(1, "platform", 1000, 12_345, 10.0),
                        Runs.ok(1, "virtual", 1000, 23_456, 5.0), Runs.failed(2, "virtual", 1000, "gone"))));
    }

    @Test
    void withRoundsEnoughTheRatioHasAnIntervalAndWhatItShows() {
        assertThat(text(Runs.against10(List.of(10), 5))).contains("99 % interval")
                .containsPattern("virtual .* 0\\.50 \\(0\\.4\\d to 0\\.5\\d\\) +50 % less\n")
                .containsPattern("control\\) .* +the same\n");
    }

    @Test
    void aDegradedTrialIsInItsRowAndNotCalledFailed() {
        assertThat(text(Runs.run(List.of(10), Runs.degraded(1, "platform", 10, 12_345, "stolen CPU"))).lines())
                .anySatisfy(
                        line -> assertThat(line).contains("platform", "12.3 k", "10.0 us").doesNotContain("failed"));
    }

    @Test
    void echoesThatMayBeTheLoadsOwnLimitAreMarked() {
        var limited = TrialResult.measured(TrialResult.OK, null, true, Runs.metrics(12_345, 10.0));
        assertThat(text(Runs.run(List.of(10), Runs.trial(1, "platform", 10, limited)))).contains(" 12.3 k* ");
    }

    @Test
    void markdownIsATableOfTheSameCells() {
        var analysis = Analysis.of(Runs.run(List.of(10), Runs.ok(1, "platform", 10, 12_345, 10.0)));
        assertThat(ReportTable.markdown(analysis))
                .contains("| 10 | platform | 12.3 k | 10.0 us | 10.0 us | 30.0 us | 64.0 MiB |  |  |\n");
    }

    @Test
    void severalSeriesAreNamed() {
        var plan = Runs.plan(List.of(10), 1).with(List.of(LoadPoint.of(10), new LoadPoint(10, "512", 1, null, 0, 0)));
        var analysis = Analysis.of(Runs.run(plan, List.of()));
        assertThat(ReportTable.text(analysis, 80)).contains("\n10 sessions, 64 bytes\n",
                "\n10 sessions, 512 bytes\n");
        assertThat(ReportTable.markdown(analysis)).contains("| load | sessions |",
                "| 512 bytes | 10 |");
    }

    /** The ratio and its verdict always have room, for candidates with names as long as those of our own. */
    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void noLineIsLongerThanTheTerminal(int width) {
        RunRecord run = Runs.against10(List.of(10, 1_000), 4, 10);
        assertThat(Report.of(run).text(width).lines()).allSatisfy(line -> assertThat(line.length())
                .isLessThanOrEqualTo(width)).anySatisfy(line -> assertThat(line).contains("60 % less"));
    }

    @Test
    void aWideTerminalHasMoreColumns() {
        RunRecord run = Runs.against10(List.of(10), 4);
        assertThat(Report.of(run).text(60)).doesNotContain(" p50 ", "64.0 MiB");
        assertThat(Report.of(run).text(120)).contains(" p50 ", "64.0 MiB", "echoes/s");
    }

    private static String text(RunRecord run) {
        Analysis analysis = Analysis.of(run);
        return ReportTable.text(analysis, 120);
    }
}
