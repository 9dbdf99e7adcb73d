package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CapacitySentenceTest {
    private static String of(RunRecord run) {
        return CapacitySentence.of(Analysis.of(run), "virtual").orElseThrow();
    }

    private static String of(double... times) {
        return of(Runs.capacityAgainst400(List.of(10, 1_000), times));
    }

    private static RunRecord run(int rounds, IntToDoubleFunction virtual) {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            trials.add(Runs.holds(round, "platform", 10, 400));
            trials.add(Runs.holds(round, "virtual", 10, virtual.applyAsDouble(round)));
        }
        return Runs.run(Runs.looking(Runs.plan(List.of(10), 5)), trials);
    }

    @Test
    void howManyTimesTheLoadIsSaidWithTheIntervalAndTheBound() {
        assertThat(of(2.1)).matches("Virtual threads carry 2\\.\\d+ times the load of platform threads "
                + "\\(2\\.\\d+ to 2\\.\\d+\\) at p99 <= 200 ms\\.");
        assertThat(of(0.5)).contains("carry 0.50 times the load");
    }

    @Test
    void theSameIsAnAnswer() {
        assertThat(of(1)).contains("carry the same load as platform threads").contains("at p99 <= 200 ms");
    }

    @Test
    void whatTheRunCannotTellIsSaid() {
        assertThat(of(run(5, round -> round % 2 == 0 ? 600 : 350)))
                .contains("cannot tell whether virtual threads carry")
                .containsPattern("more rounds? like these would decide it");
        assertThat(of(run(2, round -> 800))).contains("carried 2.00 times the load").contains("fewer than four rounds");
    }

    @Test
    void severalLoadsAreNamed() {
        assertThat(of(1, 2.1)).containsSubsequence("at p99 <= 200 ms", "at 10 sessions", "the same", "2.1",
                "at 1,000 sessions");
    }

    @Test
    void itIsTheFirstThatARunSays() {
        assertThat(Findings.of(Analysis.of(Runs.capacityAgainst400(List.of(10), 2.1))).headline().getFirst())
                .contains("times the load");
    }

    @Test
    void withoutASearchThereIsNone() {
        Analysis analysis = Analysis.of(Runs.against10(List.of(10), 5));
        assertThat(CapacitySentence.of(analysis, "virtual")).isEmpty();
        assertThat(CapacitySentence.withoutOne(analysis)).isEmpty();
    }

    /** 400 messages a second of 10 ms each are four at a time. */
    @Test
    void thatTheSessionsMayBeTheLimitIsSaid() {
        assertThat(CapacitySentence.ofFewSessions(Analysis.of(Runs.capacityAgainst400(List.of(4, 1_000), 1, 1)))
                .orElseThrow()).startsWith("At 4 sessions ");
        assertThat(CapacitySentence.ofFewSessions(Analysis.of(Runs.capacityAgainst400(List.of(10), 1)))).isEmpty();
    }

    /** A lower bound is no value. */
    @Test
    void aTrialInWhichTheLoadWasTheLimitHasNoCapacityAndThatIsSaid() {
        TrialResult limited = Runs.ok(Runs.metrics(100, 10.0)).with(Runs.capacity(800, true));
        assertThat(limited.metrics()).doesNotContainKey(Metric.CAPACITY.key());
        RunRecord run = Runs.run(Runs.looking(Runs.plan(List.of(10), 5)),
                List.of(Runs.holds(1, "platform", 10, 400), Runs.trial(1, "virtual", 10, limited)));
        assertThat(CapacitySentence.of(Analysis.of(run), "virtual")).isEmpty();
        assertThat(CapacitySentence.withoutOne(Analysis.of(run)).orElseThrow()).startsWith("1 of 2 trials")
                .contains("in 1 the load had no CPU left").doesNotContain("held no rate");
    }
}
