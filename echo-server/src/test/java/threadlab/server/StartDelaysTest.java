package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartDelaysTest {

    @Test
    void ofNoSessionAreZero() {
        assertThat(StartDelays.NONE.mean()).isZero();
        assertThat(StartDelays.NONE.longest()).isZero();
    }

    @Test
    void haveTheMeanAndTheLongestOfAllSessionsInAnyOrder() {
        var delays = StartDelays.NONE.plus(2_000).plus(9_000).plus(1_000);
        assertThat(delays.sessions()).isEqualTo(3);
        assertThat(delays.mean()).isEqualTo(Duration.ofNanos(4_000));
        assertThat(delays.longest()).isEqualTo(Duration.ofNanos(9_000));
    }
}
