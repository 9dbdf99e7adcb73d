package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsCostTest {

    /** CPU per echo by round: a machine that drifts, on which TLS costs platform three times and virtual as much. */
    private static RunRecord run(int rounds, List<String> contestants) {
        Plan plan = new Plan(contestants, "platform (twin)", List.of(LoadPoint.of(100)), rounds, 1, 2, 2, 0);
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double drift = 1 + 0.3 * round;
            trials.add(Runs.ok(round, "platform", 100, 1_000, 10 * drift));
            trials.add(Runs.ok(round, "platform+tls", 100, 1_000, 30 * drift * Runs.noise(round)));
            trials.add(Runs.ok(round, "virtual", 100, 1_000, 5 * drift));
            trials.add(Runs.ok(round, "virtual+tls", 100, 1_000, 5 * drift * Runs.noise(round)));
        }
        return Runs.run(plan, trials);
    }

    @Test
    void eachContestantIsComparedToItselfWithoutWithinARound() {
        assertThat(TlsCost.sentences(run(7, List.of("platform", "virtual", "platform+tls", "virtual+tls"))).values())
                .satisfiesExactly(
                        platform -> assertThat(platform).startsWith("With TLS platform spends 3.0")
                                .contains(" times at 100 sessions (").doesNotContain("no difference")
                                .endsWith(") its server CPU per echo without."),
                        virtual -> assertThat(virtual).startsWith("With TLS virtual spends ")
                                .contains("; no difference is shown)"));
    }

    @Test
    void tooFewRoundsAreNoVerdict() {
        assertThat(TlsCost.sentences(run(3, List.of("platform", "platform+tls"))).values()).singleElement().asString()
                .endsWith("; too few rounds to judge) its server CPU per echo without.");
    }

    @Test
    void aRunWithoutTlsHasNothingToSay() {
        assertThat(TlsCost.sentences(run(7, List.of("platform", "virtual")))).isEmpty();
    }

    @Test
    void theAnswerBeginsItsDetailsWithIt() {
        assertThat(answer("platform", "virtual", "virtual+tls").details().getFirst())
                .startsWith("With TLS virtual spends");
    }

    @Test
    void ofTheFirstContestantItIsToldOnceAsItsOwnCost() {
        assertThat(answer("platform", "virtual", "platform+tls", "virtual+tls").details())
                .filteredOn(sentence -> sentence.matches(".*(With TLS platform|platform\\+tls) .*")).singleElement()
                .asString().startsWith("With TLS platform spends 3.0");
    }

    @Test
    void whatTheHeadlineSaysIsNotSaidAgain() {
        Findings answer = answer("platform", "platform+tls");
        assertThat(answer.headline().getFirst()).startsWith("platform+tls spends 3.0");
        assertThat(answer.details()).noneMatch(sentence -> sentence.contains("TLS"));
    }

    private static Findings answer(String... contestants) {
        RunRecord run = run(7, List.of(contestants));
        return Findings.of(run, Summary.of(run));
    }
}
