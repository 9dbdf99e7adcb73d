package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void showsMediansAndTheRatioToTheFirstContestant() {
        var run = Runs.run(List.of(1000), Runs.ok(1, "platform", 1000, 12_345, 10.0),
                Runs.ok(1, "virtual", 1000, 23_456, 5.0), Runs.failed(2, "virtual", 1000, "gone"));
        assertThat(Table.of(Summary.of(run), run.plan())).isEqualTo(
                """
                        medians of 3 rounds; the last column is CPU per echo against platform, formed within each round
                        (median, lowest to highest; fewer than 4 rounds show no difference)

                        sessions  server           echoes/s  CPU us/echo     p50 us     p99 us       MiB   ratio
                           1,000  platform           12,345        10.00         10         30        64
                           1,000  virtual            23,456         5.00         10         30        64   0.50 (0.50 to 0.50)  [1 failed]

                        """);
    }

    @Test
    void withRoundsEnoughTheRatioHasAnIntervalAndWhatItShows() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 4; round++) {
            trials.add(Runs.ok(round, "platform", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual", 10, 100, 5.0));
        }
        var run = Runs.run(List.of(10), trials.toArray(Trial[]::new));
        var plan = new Plan(run.plan().contestants(), List.of(10), 64, 4, 1, 2);
        assertThat(Table.of(Summary.of(run), plan)).contains("\n(estimate, 99 % interval, and what it shows)\n")
                .contains("   0.50 (0.50 to 0.50)  lower\n");
    }

    @Test
    void aDegradedTrialIsInItsRowAndNotCalledFailed() {
        var run = Runs.run(List.of(10), Runs.degraded(1, "platform", 10, 12_345, "stolen CPU"));
        assertThat(Table.of(Summary.of(run), run.plan()).lines()).anySatisfy(
                line -> assertThat(line).contains("platform           12,345        10.00").doesNotContain("failed"));
    }

    @Test
    void whatIsUnknownIsADash() {
        var run = Runs.run(List.of(10), Runs.failed(1, "platform", 10, "gone"));
        assertThat(Table.of(Summary.of(run), run.plan())).contains("platform                -            -");
    }

    @Test
    void timesAreInSecondsUnlessTheyAreLong() {
        assertThat(Table.time(Duration.ofSeconds(119))).isEqualTo("119 s");
        assertThat(Table.time(Duration.ofSeconds(290))).isEqualTo("5 min");
    }
}
