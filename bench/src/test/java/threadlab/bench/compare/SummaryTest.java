package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.bench.stats.Spread;

class SummaryTest {
    @Test
    void ratiosAreFormedWithinARoundSoThatADriftingMachineCancels() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0), Runs.ok(1, "virtual", 10, 200, 5.0),
                Runs.ok(2, "virtual", 10, 60, 15.0), Runs.ok(2, "platform", 10, 30, 30.0),
                Runs.ok(3, "platform", 10, 10, 90.0), Runs.ok(3, "virtual", 10, 20, 45.0));
        Summary virtual = Summary.of(run).get(1);
        assertThat(virtual.ratios()).containsEntry("echoesPerSecond", new Spread(2, 2, 2))
                .containsEntry("serverCpuMicrosPerEcho", new Spread(0.5, 0.5, 0.5));
        assertThat(virtual.echoesPerSecond()).isEqualTo(new Spread(60, 20, 200));
    }

    @Test
    void aFailedTrialIsCountedAndGivesNoFigure() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0),
                Runs.failed(1, "virtual", 10, "the server ended"), Runs.ok(2, "platform", 10, 100, 10.0),
                Runs.ok(2, "virtual", 10, 150, 10.0));
        Summary virtual = Summary.of(run).get(1);
        assertThat(virtual.trials()).isEqualTo(2);
        assertThat(virtual.failed()).isEqualTo(1);
        assertThat(virtual.ratios()).containsEntry("echoesPerSecond", new Spread(1.5, 1.5, 1.5));
    }

    @Test
    void aDegradedTrialKeepsItsFiguresAndIsNotCountedAsFailed() {
        var run = Runs.run(List.of(10), Runs.degraded(1, "platform", 10, 100, "stolen CPU"),
                Runs.degraded(1, "virtual", 10, 300, "stolen CPU"), Runs.ok(2, "platform", 10, 100, 10.0),
                Runs.ok(2, "virtual", 10, 150, 10.0));
        Summary virtual = Summary.of(run).get(1);
        assertThat(virtual).returns(2, Summary::trials).returns(0, Summary::failed)
                .returns(new Spread(225, 150, 300), Summary::echoesPerSecond);
        assertThat(virtual.ratios()).containsEntry("echoesPerSecond", new Spread(2.25, 1.5, 3));
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
}
