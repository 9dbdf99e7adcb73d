package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetupCostTest {

    /** CPU per echo by round, on a machine that drifts: on 27 all but TLS cost half. */
    private static Findings findings(String... candidates) {
        Plan plan = Runs.plan(List.of(candidates), "control", List.of(LoadPoint.of(100)), 7);
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 7; round++) {
            for (String candidate : candidates) {
                double micros = candidate.endsWith("27") ? 5 : 10;
                trials.add(Runs.ok(round, candidate, 100, 1_000,
                        micros * (1 + 0.3 * round) * Runs.noise(round + candidate.length())));
            }
        }
        return Findings.of(Analysis.of(Runs.run(plan, trials)));
    }

    @Test
    void eachIsComparedWithTheFirstOfTheSameServerWithinARound() {
        assertThat(findings("platform@21", "platform@27", "virtual@21", "virtual@27", "virtual@27/zgc").details())
                .filteredOn(sentence -> sentence.endsWith(" the server CPU per echo of virtual@21."))
                .satisfiesExactly(
                        java -> assertThat(java).matches("virtual@27 spends 0\\.\\d+ times at 100 sessions \\(.*\\) .*")
                                .doesNotContain("no difference"),
                        flags -> assertThat(flags).startsWith("virtual@27/zgc spends ")
                                .contains("; the same within 5 %)"));
    }

    @Test
    void withTlsItIsAnotherServer() {
        assertThat(findings("platform", "virtual@21", "virtual@27", "virtual@21+tls", "virtual@27+tls").details())
                .anyMatch(sentence -> sentence.startsWith("virtual@27+tls spends ")
                        && sentence.endsWith(" of virtual@21+tls."));
    }

    @Test
    void theBaselinesOwnAreSaidAnywayAndNotAgain() {
        assertThat(findings("virtual@21", "virtual@27", "virtual-tuned").details())
                .filteredOn(sentence -> sentence.startsWith("virtual@27 spends")).hasSize(1);
        assertThat(findings("platform", "virtual").details())
                .noneMatch(sentence -> sentence.endsWith(" of virtual."));
    }
}
