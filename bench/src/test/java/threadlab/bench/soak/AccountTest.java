package threadlab.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
    @Test
    void whatClosedBeforeTheLoadDoesNotCount() {
        assertThat(Account.of(Map.of("reset", 5L), Map.of("reset", 12L), Map.of("reset", 7L)))
                .containsExactly(new Account("reset", 7, 7)).allMatch(Account::isExplained);
    }

    @Test
    void aReasonThatOnlyOneSideKnowsOfIsUnexplained() {
        assertThat(Account.of(Map.of(), Map.of("no-thread", 1L), Map.of("idle", 2L)))
                .containsExactly(new Account("idle", 0, 2), new Account("no-thread", 1, 0))
                .noneMatch(Account::isExplained);
    }
}
