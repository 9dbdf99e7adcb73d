package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Spread;
import threadlab.bench.stats.Verdict;

class SummaryTest {
    @Test
    void ratiosAreFormedWithinARoundSoThatADriftingMachineCancels() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0), Runs.ok(1, "virtual", 10, 200, 5.0),
                Runs.ok(2, "virtual", 10, 60, 15.0), Runs.ok(2, "platform", 10, 30, 30.0),
                Runs.ok(3, "platform", 10, 10, 90.0), Runs.ok(3, "virtual", 10, 20, 45.0));
        Summary virtual = Summary.of(run).get(1);
        assertThat(spread(virtual, "echoesPerSecond")).isEqualTo(new Spread(2, 2, 2));
        assertThat(spread(virtual, "serverCpuMicrosPerEcho")).isEqualTo(new Spread(0.5, 0.5, 0.5));
        assertThat(virtual.ratios().get("echoesPerSecond")).returns(3, Ratio::rounds).extracting(Ratio::finding)
                .returns(Verdict.TOO_FEW_ROUNDS, Finding::verdict);
        assertThat(virtual.echoesPerSecond()).isEqualTo(new Spread(60, 20, 200));
    }

    /** Half and twice in every round, give or take a hundredth; the one that fails once is judged by what it has. */
    @Test
    void whatTheRoundsShowIsJudgedFigureByFigure() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            double noise = 1 + 0.01 * (round % 3 - 1);
            trials.add(Runs.ok(round, "platform", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual", 10, 200 * noise, 10.0 * noise));
            trials.add(Runs.ok(round, "platform", 100, 100, 10.0));
            trials.add(round == 3
                    ? Runs.failed(round, "virtual", 100, "gone")
                    : Runs.ok(round, "virtual", 100, 50 * noise, 5.0 * noise));
        }
        List<Summary> rows = Summary.of(Runs.run(List.of(10, 100), trials.toArray(Trial[]::new)));
        assertThat(finding(rows.get(1), "echoesPerSecond").verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(finding(rows.get(1), "serverCpuMicrosPerEcho").verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(finding(rows.get(3), "echoesPerSecond").verdict()).isEqualTo(Verdict.LOWER);
        assertThat(rows.get(3).ratios().get("echoesPerSecond").rounds()).isEqualTo(4);
        assertThat(finding(rows.get(3), "echoesPerSecond").interval().estimate()).isBetween(0.49, 0.51);
    }

    @Test
    void aFailedTrialIsCountedAndGivesNoFigure() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0),
                Runs.failed(1, "virtual", 10, "the server ended"), Runs.ok(2, "platform", 10, 100, 10.0),
                Runs.ok(2, "virtual", 10, 150, 10.0));
        Summary virtual = Summary.of(run).get(1);
        assertThat(virtual.trials()).isEqualTo(2);
        assertThat(virtual.failed()).isEqualTo(1);
        assertThat(spread(virtual, "echoesPerSecond")).isEqualTo(new Spread(1.5, 1.5, 1.5));
    }

    @Test
    void aDegradedTrialKeepsItsFiguresAndIsNotCountedAsFailed() {
        var run = Runs.run(List.of(10), Runs.degraded(1, "platform", 10, 100, "stolen CPU"),
                Runs.degraded(1, "virtual", 10, 300, "stolen CPU"), Runs.ok(2, "platform", 10, 100, 10.0),
                Runs.ok(2, "virtual", 10, 150, 10.0));
        Summary virtual = Summary.of(run).get(1);
        assertThat(virtual).returns(2, Summary::trials).returns(0, Summary::failed)
                .returns(new Spread(225, 150, 300), Summary::echoesPerSecond);
        assertThat(spread(virtual, "echoesPerSecond")).isEqualTo(new Spread(2.25, 1.5, 3));
    }

    @Test
    void whatTheSystemDoesNotTellHasNeitherSpreadNorRatio() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, null), Runs.ok(1, "virtual", 10, 100, 3.0));
        assertThat(Summary.of(run).get(0).serverCpuMicrosPerEcho()).isNull();
        assertThat(Summary.of(run).get(1).ratios()).containsEntry("serverCpuMicrosPerEcho", null);
    }

    @Test
    void theFirstContestantIsNotComparedToItself() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0));
        assertThat(Summary.of(run).getFirst().ratios()).isNull();
    }

    @Test
    void everyPointOfThePlanHasARowEvenWithoutATrial() {
        assertThat(Summary.of(Runs.run(List.of(10, 100)))).extracting(Summary::contestant, Summary::sessions)
                .containsExactly(tuple("platform", 10),
                        tuple("virtual", 10),
                        tuple("platform", 100),
                        tuple("virtual", 100));
    }

    private static Spread spread(Summary row, String figure) {
        Ratio ratio = row.ratios().get(figure);
        return new Spread(ratio.median(), ratio.low(), ratio.high());
    }

    private static Finding finding(Summary row, String figure) {
        return row.ratios().get(figure).finding();
    }
}
