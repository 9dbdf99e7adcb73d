package threadlab.bench.soak.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndReasonBalanceTest {
    @Test
    void whatClosedBeforeTheLoadDoesNotCount() {
        assertThat(EndReasonBalance.of(Map.of("reset", 5L), Map.of("reset", 12L), Map.of("reset", 7L)))
                .containsExactly(new EndReasonBalance("reset", 7, 7)).allMatch(EndReasonBalance::isBalanced);
    }

    @Test
    void aReasonThatOnlyOneSideKnowsOfIsNotBalanced() {
        assertThat(EndReasonBalance.of(Map.of(), Map.of("no-thread", 1L), Map.of("idle", 2L)))
                .containsExactly(new EndReasonBalance("idle", 0, 2), new EndReasonBalance("no-thread", 1, 0))
                .noneMatch(EndReasonBalance::isBalanced);
    }
}
