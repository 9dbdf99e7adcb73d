package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTableTest {
    @Test
    void showsMediansAndTheRatioToTheFirstContestant() {
        var run = Runs.run(List.of(1000), Runs.ok(1, "platform", 1000, 12_345, 10.0),
                Runs.ok(1, "virtual", 1000, 23_456, 5.0), Runs.failed(2, "virtual", 1000, "gone"));
        assertThat(ReportTable.text(Summary.of(run), run.plan())).isEqualTo(
                """
                        medians of 3 rounds; the last column is CPU per echo against platform, formed within each round
                        (median, lowest to highest; fewer than 4 rounds show no difference)

                        sessions  server            echoes/s  CPU us/echo     p50 us     p99 us       MiB   ratio
                           1,000  platform            12,345        10.00         10         30        64
                           1,000  virtual             23,456         5.00         10         30        64   0.50 (0.50 to 0.50)  [1 failed]
                           1,000  platform (twin)          -            -          -          -         -

                        """);
    }

    @Test
    void withRoundsEnoughTheRatioHasAnIntervalAndWhatItShows() {
        var run = Runs.against10(List.of(10), 5);
        assertThat(ReportTable.text(Summary.of(run), run.plan()))
                .contains("\n(estimate, 99 % interval, and what it shows)\n")
                .containsPattern("virtual .* 0\\.50 \\(0\\.4\\d to 0\\.5\\d\\)  less\n")
                .containsPattern("twin\\) .*  no difference shown\n");
    }

    @Test
    void aDegradedTrialIsInItsRowAndNotCalledFailed() {
        var run = Runs.run(List.of(10), Runs.degraded(1, "platform", 10, 12_345, "stolen CPU"));
        assertThat(ReportTable.text(Summary.of(run), run.plan()).lines()).anySatisfy(
                line -> assertThat(line).contains("platform            12,345        10.00")
                        .doesNotContain("failed"));
    }

    @Test
    void echoesThatMayBeTheLoadsOwnLimitAreMarked() {
        Measurements free = Runs.figures(12_345, 10.0);
        var limited = new Measurements(1, 1, 1, 12_345, free.latencyMicros(), free.latencyMicros(), null, null, null,
                null,
                null, free.server(), 2, 1, null, true);
        var run = Runs.run(List.of(10), Runs.trial(1, "platform", 10, Trial.OK, null, limited));
        assertThat(ReportTable.text(Summary.of(run), run.plan())).contains(" 12,345* ");
    }

    @Test
    void markdownIsATableOfTheSameCells() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 12_345, 10.0));
        assertThat(ReportTable.markdown(Summary.of(run), run.plan()))
                .contains("| sessions | server | echoes/s | CPU us/echo | p50 us | p99 us | MiB | ratio |\n"
                        + "|---|---|---|---|---|---|---|---|\n| 10 | platform | 12,345 | 10.00 | 10 | 30 | 64 |  |\n");
    }

    @Test
    void severalSettingsAreNamed() {
        var plan = Runs.plan(List.of(10), 1).with(List.of(LoadPoint.of(10), new LoadPoint(10, "512", 1, null, 0, 0)));
        var run = Runs.run(plan, List.of());
        assertThat(ReportTable.text(Summary.of(run), plan)).contains("\n  64 bytes\n", "\n  512 bytes\n");
        assertThat(ReportTable.markdown(Summary.of(run), plan)).contains("| load | sessions |", "| 512 bytes | 10 |");
    }
}
