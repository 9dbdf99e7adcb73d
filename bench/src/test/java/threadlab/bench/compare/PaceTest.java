package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.DecisionRule;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Runs;
import threadlab.bench.verdict.TrialTiming;

class PaceTest {
    private long nanos;

    private Pace pace(Integer... looks) {
        return pace(Duration.ofMinutes(1), looks);
    }

    private Pace pace(Duration budget, Integer... looks) {
        int rounds = looks.length == 0 ? 5 : looks[looks.length - 1];
        var pace = new Pace(new Plan(List.of("platform", "virtual"), "control", List.of(LoadPoint.of(10)), rounds,
                new TrialTiming(1, 2, 2), 0, new DecisionRule(0.05, List.of(looks))), budget, () -> nanos);
        pace.begin();
        return pace;
    }

    /** Ten trials of four seconds each. */
    private void run(Pace pace) {
        for (int i = 0; i < 10; i++) {
            nanos += Duration.ofSeconds(4).toNanos();
            pace.trialEnded();
        }
    }

    @Test
    void aRoundThatWouldEndTooLateIsNotBegun() {
        Pace pace = pace(5, 7);
        run(pace);
        assertThat(pace.isOverBudget(6, 5)).as("20 of 20 s left").isFalse();
        assertThat(pace.isOverBudget(6, 6)).as("24 of 20 s left").isTrue();
    }

    @Test
    void theRoundsThatARunNeedsAreAlwaysMeasured() {
        Pace pace = pace(5, 7);
        run(pace);
        assertThat(pace.isOverBudget(5, 1_000)).isFalse();
        assertThat(pace().isOverBudget(5, 1_000)).as("a fixed number of rounds").isFalse();
    }

    /** Each has three servers, and five rounds of four seconds at least. */
    @Test
    void aMapGetsOnlyTheCellsForWhichThereIsTime() {
        Pace pace = pace(Duration.ofSeconds(40 + 3 * 60 - 1), 5, 7);
        run(pace);
        assertThat(pace.cellsLeft()).isEqualTo(2);
        nanos += Duration.ofHours(1).toNanos();
        assertThat(pace.cellsLeft()).isZero();
    }

    @Test
    void theLineOfAMapNamesTheCell() {
        RunRecord run = Runs.map(cell -> 10);
        var pace = new Pace(run.plan(), Duration.ofMinutes(30), () -> nanos);
        pace.begin();
        assertThat(pace.text(run.plan().trials().getLast(), run)).contains("cpu 1ms, wait 50ms", "round 5/5",
                "0 s of 30 min", "now ");
    }

    @Test
    void theLineSaysWhereTheRunStandsAndWhatItBelieves() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0), Runs.ok(1, "virtual", 10, 100, 4.0));
        assertThat(pace(5, 7).text(run.plan().trials().getFirst(), run)).startsWith("round 1/7, trial 1 of 3")
                .contains("virtual has 0.40 times the CPU at 10", "now platform at 10");
    }
}
