package threadlab.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartLatencyTest {

    @Test
    void ofNoSessionAreZero() {
        assertThat(StartLatency.NONE.mean()).isZero();
        assertThat(StartLatency.NONE.longest()).isZero();
    }

    @Test
    void haveTheMeanAndTheLongestOfAllSessionsInAnyOrder() {
        var delays = StartLatency.NONE.plus(2_000).plus(9_000).plus(1_000);
        assertThat(delays.sessions()).isEqualTo(3);
        assertThat(delays.mean()).isEqualTo(Duration.ofNanos(4_000));
        assertThat(delays.longest()).isEqualTo(Duration.ofNanos(9_000));
    }
}
