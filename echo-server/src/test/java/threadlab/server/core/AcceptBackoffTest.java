package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptBackoffTest {
    private final AcceptBackoff backoff = new AcceptBackoff();

    @Test
    void theDelayDoublesWithEachFailureUntilItIsASecond() {
        assertThat(delaysOf(10)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
    }

    @Test
    void theDelayStaysASecondHoweverManyFailuresFollow() {
        assertThat(delaysOf(200)).endsWith(1000L, 1000L).allMatch(delay -> delay > 0 && delay <= 1000);
    }

    @Test
    void failuresInARowAreCounted() {
        assertThat(backoff.failed()).isEqualTo(1);
        assertThat(backoff.failed()).isEqualTo(2);
    }

    @Test
    void aSuccessStartsOver() {
        delaysOf(5);
        backoff.succeeded();
        assertThat(backoff.failed()).isEqualTo(1);
        assertThat(backoff.delay()).hasMillis(5);
    }

    private List<Long> delaysOf(int failures) {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < failures; i++) {
            backoff.failed();
            delays.add(backoff.delay().toMillis());
        }
        return delays;
    }
}
