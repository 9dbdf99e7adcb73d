package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.Verdict;

class SummaryTest {
    @Test
    void ratiosAreFormedWithinARoundSoThatADriftingMachineCancels() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0), Runs.ok(1, "virtual", 10, 200, 5.0),
                Runs.ok(2, "virtual", 10, 60, 15.0), Runs.ok(2, "platform", 10, 30, 30.0),
                Runs.ok(3, "platform", 10, 10, 90.0), Runs.ok(3, "virtual", 10, 20, 45.0));
        Summary virtual = row(run, "virtual", 10);
        assertThat(spread(virtual, Metric.RATE)).isEqualTo(new MinMedianMax(2, 2, 2));
        assertThat(spread(virtual, Metric.CPU)).isEqualTo(new MinMedianMax(0.5, 0.5, 0.5));
        assertThat(virtual.ratio(Metric.RATE).orElseThrow()).returns(3, Ratio::rounds).returns(false, Ratio::isTested)
                .extracting(Ratio::finding).returns(Verdict.TOO_FEW_ROUNDS, Finding::verdict);
        assertThat(virtual.spread(Metric.RATE)).contains(new MinMedianMax(60, 20, 200));
    }

    /** Half and twice in every round, give or take a hundredth; the one that fails once is judged by what it has. */
    @Test
    void whatTheRoundsShowIsTestedMetricByMetric() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            double noise = Runs.noise(round);
            trials.add(Runs.ok(round, "platform", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual", 10, 200 * noise, 10.0 * noise));
            trials.add(Runs.ok(round, "platform", 100, 100, 10.0));
            trials.add(round == 3
                    ? Runs.failed(round, "virtual", 100, "gone")
                    : Runs.ok(round, "virtual", 100, 50 * noise, 5.0 * noise));
        }
        var run = Runs.run(Runs.plan(List.of(10, 100), 5), trials);
        assertThat(finding(row(run, "virtual", 10), Metric.RATE).verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(finding(row(run, "virtual", 10), Metric.CPU).verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        Summary at100 = row(run, "virtual", 100);
        assertThat(finding(at100, Metric.RATE).verdict()).isEqualTo(Verdict.LOWER);
        assertThat(at100.ratio(Metric.RATE).orElseThrow().rounds()).isEqualTo(4);
        assertThat(finding(at100, Metric.RATE).interval().estimate()).isBetween(0.49, 0.51);
    }

    @Test
    void aTrialEndedInSomeWayIsCountedAsThatAndOnlyAFailedOneHasNoMetrics() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0),
                Runs.failed(1, "virtual", 10, "the server ended"), Runs.ok(2, "platform", 10, 100, 10.0),
                Runs.degraded(2, "virtual", 10, 150, "stolen CPU"));
        assertThat(row(run, "virtual", 10).trials()).isEqualTo(new Summary.TrialCounts(2, 1, 1, 0));
        assertThat(spread(row(run, "virtual", 10), Metric.RATE)).isEqualTo(new MinMedianMax(1.5, 1.5, 1.5));
    }

    @Test
    void anUnknownMetricHasNeitherSpreadNorRatio() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, null), Runs.ok(1, "virtual", 10, 100, 3.0));
        assertThat(row(run, "platform", 10).spread(Metric.CPU)).isEmpty();
        assertThat(row(run, "virtual", 10).ratio(Metric.CPU)).isEmpty();
        assertThat(row(run, "virtual", 10).metrics()).doesNotContainKey("fairness").containsKey("serverThreads");
    }

    @Test
    void theBaselineIsNotComparedWithItselfButTheControlIs() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0), Runs.ok(1, Runs.CONTROL, 10, 110, 10.0));
        assertThat(row(run, "platform", 10).ratios()).isEmpty();
        assertThat(row(run, Runs.CONTROL, 10).ratio(Metric.RATE).orElseThrow().median()).isEqualTo(1.1);
    }

    @Test
    void everyLoadPointOfThePlanHasARowEvenWithoutATrial() {
        assertThat(Analysis.of(Runs.run(List.of(10, 100))).summaries())
                .extracting(Summary::candidate, s -> s.loadPoint().sessions())
                .containsExactly(tuple("platform", 10), tuple("virtual", 10), tuple(Runs.CONTROL, 10),
                        tuple("platform", 100), tuple("virtual", 100), tuple(Runs.CONTROL, 100));
    }

    private static Summary row(RunRecord run, String candidate, int sessions) {
        return Analysis.of(run).summaries().stream()
                .filter(row -> row.candidate().equals(candidate) && row.loadPoint().sessions() == sessions).findFirst()
                .orElseThrow();
    }

    private static MinMedianMax spread(Summary row, Metric metric) {
        Ratio ratio = row.ratio(metric).orElseThrow();
        return new MinMedianMax(ratio.median(), ratio.low(), ratio.high());
    }

    private static Finding finding(Summary row, Metric metric) {
        return row.ratio(metric).orElseThrow().finding();
    }
}
