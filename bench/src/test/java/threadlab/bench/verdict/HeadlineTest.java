package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static List<String> answer(RunRecord run) {
        Analysis analysis = Analysis.of(run);
        return Headline.of(analysis, "virtual", analysis.plan().series().getFirst());
    }

    private static String only(List<Integer> sessions, double... micros) {
        return answer(Runs.against10(sessions, micros)).getFirst();
    }

    @Test
    void whereACandidateBeginsToPayIsSaidWithWhatItSavesAtMost() {
        assertThat(answer(Runs.against10(List.of(10, 100, 1_000), 10.02, 7, 4.5))).satisfiesExactly(
                pays -> assertThat(pays).matches("Virtual threads pay here from .*\\d+ sessions on: at 1,000 they do "
                        + "the same work as platform threads with 55 % less CPU\\."),
                below -> assertThat(below).contains("t 10 sessions")
                        .contains("same CPU as platform threads, within 5 %"));
    }

    @Test
    void belowItMayCostMore() {
        assertThat(answer(Runs.against10(List.of(10, 1_000), 15, 5)).get(1))
                .contains("t 10 sessions").contains("50 % more CPU than platform threads");
    }

    @Test
    void aCandidateThatPaysEverywhereHasOneSentence() {
        assertThat(answer(Runs.against10(List.of(10, 100, 1_000), 8, 6.6, 5))).singleElement().asString()
                .contains("20 to 50 % less CPU").contains("at 10 to 1,000 sessions");
        assertThat(only(List.of(10), 5)).contains("50 % less CPU").contains("at 10 sessions");
    }

    @Test
    void farMoreIsSaidInTimes() {
        assertThat(only(List.of(10), 35)).contains("3.5 times the CPU of platform threads for the same work");
        assertThat(only(List.of(10), 12)).contains("20 % more CPU than platform threads for the same work");
    }

    @Test
    void theSameIsAnAnswer() {
        assertThat(only(List.of(10, 100), 10, 10.02)).contains("same CPU as platform threads, within 5 %")
                .contains("at 10 to 100 sessions");
    }

    @Test
    void whatTheRunCannotTellIsSaidWithHowManyRoundsWould() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.ok(round, "platform", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual", 10, 100, 10 + (round % 2 == 0 ? 3.0 : -2.0)));
        }
        assertThat(answer(Runs.run(Runs.plan(List.of(10), 5), trials)).getFirst()).contains("cannot tell")
                .containsPattern("(About|More than) \\d+ more rounds");
    }

    @Test
    void changesInBothDirectionsAreAllNamed() {
        assertThat(only(List.of(10, 100, 1_000), 5, 10, 20)).containsSubsequence("at 10 sessions virtual threads",
                "50 % less CPU", "at 100 sessions they", "same CPU", "at 1,000 sessions they", "100 % more CPU");
    }

    @Test
    void aCandidateOfAnotherKindHasItsName() {
        var plan = Runs.plan(List.of("virtual@21", "virtual@27"), "control", List.of(LoadPoint.of(10)), 5);
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.ok(round, "virtual@21", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual@27", 10, 100, 5.0 * Runs.noise(round)));
        }
        Analysis analysis = Analysis.of(Runs.run(plan, trials));
        assertThat(Headline.of(analysis, "virtual@27", plan.series().getFirst()).getFirst())
                .startsWith("virtual@27 does the same work as virtual@21 with 50 % less CPU");
    }

    @Test
    void withoutCpuTimeTheRateIsCompared() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.ok(round, "platform", 10, 100, null));
            trials.add(Runs.ok(round, "virtual", 10, 120 * Runs.noise(round), null));
        }
        assertThat(answer(Runs.run(Runs.plan(List.of(10), 5), trials)).getFirst())
                .contains("complete 20 % more echoes a second than platform threads");
    }

    @Test
    void fewRoundsShowNothing() {
        assertThat(answer(Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0),
                Runs.ok(1, "virtual", 10, 100, 5.0))).getFirst()).startsWith("Fewer than four rounds").contains("0.50");
        assertThat(answer(Runs.run(List.of(10))).getFirst()).contains("no round has measured both");
    }
}
