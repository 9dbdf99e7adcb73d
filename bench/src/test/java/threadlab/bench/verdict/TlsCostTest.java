package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsCostTest {

    /** CPU per echo by round: a machine that drifts, on which TLS costs platform three times and virtual as much. */
    private static RunRecord run(int rounds, List<String> candidates) {
        Plan plan = Runs.plan(candidates, Runs.CONTROL, List.of(LoadPoint.of(100)), rounds);
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
    void eachCandidateIsComparedToItselfWithoutWithinARound() {
        assertThat(sentences(run(7, List.of("platform", "virtual", "platform+tls", "virtual+tls"))).values())
                .satisfiesExactly(
                        platform -> assertThat(platform).startsWith("With TLS platform spends 3.0")
                                .contains(" times at 100 sessions (").doesNotContain("no difference")
                                .endsWith(") its server CPU per echo without."),
                        virtual -> assertThat(virtual).startsWith("With TLS virtual spends ")
                                .contains("; the same within 5 %)"));
    }

    @Test
    void tooFewRoundsAreNoVerdict() {
        assertThat(sentences(run(3, List.of("platform", "platform+tls"))).values()).singleElement().asString()
                .endsWith("; too few rounds to test) its server CPU per echo without.");
    }

    @Test
    void aRunWithoutTlsHasNothingToSay() {
        assertThat(sentences(run(7, List.of("platform", "virtual")))).isEmpty();
    }

    @Test
    void theFindingsHaveIt() {
        assertThat(findings("platform", "virtual", "virtual+tls").details())
                .anyMatch(sentence -> sentence.startsWith("With TLS virtual spends"));
    }

    @Test
    void theBaselineHasItOnceAsItsOwnCost() {
        assertThat(findings("platform", "virtual", "platform+tls", "virtual+tls").details())
                .filteredOn(sentence -> sentence.matches(".*(With TLS platform|platform\\+tls) .*")).singleElement()
                .asString().startsWith("With TLS platform spends 3.0");
    }

    @Test
    void whatTheFirstSentenceSaysIsNotSaidAgain() {
        Findings findings = findings("platform", "platform+tls");
        assertThat(findings.headline().getFirst()).startsWith("platform+tls needs 3.0 times the CPU");
        assertThat(findings.details().getFirst()).startsWith("platform+tls spends 3.0");
        assertThat(findings.details()).noneMatch(sentence -> sentence.contains("TLS"));
    }

    private static Map<String, String> sentences(RunRecord run) {
        return TlsCost.sentences(Analysis.of(run));
    }

    private static Findings findings(String... candidates) {
        RunRecord run = run(7, List.of(candidates));
        return Findings.of(Analysis.of(run));
    }
}
