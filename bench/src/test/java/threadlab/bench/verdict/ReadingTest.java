package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Plan PLAN = Runs.plan(List.of(10), 9);

    /** Around a ratio, with this spread of the rounds. */
    private static Ratio ratio(double ratio, double spread) {
        List<Double> rounds = IntStream.range(0, 9).mapToObj(i -> ratio * Math.exp(spread * (i - 4) / 4)).toList();
        return Ratio.tested(Map.of("it", rounds), DecisionRule.USUAL).get("it");
    }

    @Test
    void itFollowsFromTheIntervalAndTheMargin() {
        assertThat(ratio(0.5, 0.1).reading(PLAN)).isEqualTo(Reading.LESS);
        assertThat(ratio(2, 0.1).reading(PLAN)).isEqualTo(Reading.MORE);
        assertThat(ratio(1.001, 0.01).reading(PLAN)).isEqualTo(Reading.SAME);
        assertThat(ratio(1.001, 0.3).reading(PLAN)).isEqualTo(Reading.NOT_KNOWN);
    }

    @Test
    void aSmallDifferenceThatIsShownIsOne() {
        assertThat(ratio(1.02, 0.002).reading(PLAN)).isEqualTo(Reading.MORE);
    }

    @Test
    void whatIsNotKnownNeedsTheMoreRoundsTheWiderItsIntervalIs() {
        assertThat(ratio(0.5, 0.1).roundsToDecide(PLAN)).isZero();
        assertThat(ratio(1, 0.06).roundsToDecide(PLAN)).isPositive().isLessThan(ratio(1, 0.3).roundsToDecide(PLAN));
    }

    @Test
    void aMarginOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DecisionRule(0, List.of()))
                .withMessageStartingWith("margin ");
        assertThatIllegalArgumentException().isThrownBy(() -> new DecisionRule(0.05, List.of(7, 5)))
                .withMessageStartingWith("looks ");
    }
}
