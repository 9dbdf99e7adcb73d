package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final Plan plan = new Plan(List.of("platform", "virtual"), List.of(10, 100), 64, 3, 1, 2);

    @Test
    void everyRoundHoldsEachContestantOncePerNumberOfSessions() {
        var trials = plan.steps().stream()
                .collect(Collectors.groupingBy(s -> s.round() + "/" + s.contestant() + "/" + s.sessions(),
                        Collectors.counting()));
        assertThat(trials).hasSize(3 * 2 * 2).allSatisfy((trial, count) -> assertThat(count).isOne());
    }

    @Test
    void contestantsTakeTurnsInGoingFirst() {
        var first = plan.steps().stream().filter(s -> s.sessions() == 10)
                .collect(Collectors.groupingBy(Plan.Step::round, Collectors.mapping(Plan.Step::contestant,
                        Collectors.reducing((one, other) -> one))));
        assertThat(first.get(1)).isNotEqualTo(first.get(2)).isEqualTo(first.get(3));
    }

    @Test
    void trialsAreNumberedInTheirOrder() {
        assertThat(plan.steps()).extracting(Plan.Step::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void theExpectedTimeCoversWarmupMeasurementAndStarts() {
        assertThat(plan.expected(12)).isGreaterThan(Duration.ofSeconds(36)).isLessThan(Duration.ofSeconds(72));
    }

    @Test
    void whatCannotBeRunIsNamed() {
        var names = List.of("virtual");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(names, List.of(0), 64, 1, 0, 1))
                .withMessage("sessions is 0, allowed: 1 to 1000000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(names, List.of(5, 5), 64, 1, 0, 1))
                .withMessage("sessions is [5, 5], allowed: one number or more, each once");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(List.of("a", "a"), List.of(1), 64, 1, 0, 1))
                .withMessageStartingWith("contestants is [a, a]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(names, List.of(1), 0, 1, 0, 1))
                .withMessageStartingWith("size is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(names, List.of(1), 64, 0, 0, 1))
                .withMessageStartingWith("rounds is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(names, List.of(1), 64, 1, -1, 1))
                .withMessageStartingWith("warmup is -1.0 s");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(names, List.of(1), 64, 1, 0, 0))
                .withMessageStartingWith("duration is 0.0 s");
    }
}
