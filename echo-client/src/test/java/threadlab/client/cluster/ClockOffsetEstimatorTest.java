package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockOffsetEstimatorTest {
    private static final long AHEAD = 7_000_000_000_000L;

    @Test
    void theShortestRoundTripTells() {
        var clock = new ClockOffsetEstimator();
        clock.read(0, AHEAD + 900, 1_000);
        clock.read(2_000, AHEAD + 2_050, 2_100);
        clock.read(3_000, AHEAD + 3_001, 3_900);
        assertThat(clock.toRemote(10_000)).isEqualTo(AHEAD + 10_000);
        assertThat(clock.bound()).isEqualTo(Duration.ofNanos(50));
        assertThat(clock.readings()).isEqualTo(3);
    }

    /** However unevenly the ways there and back share the round trip, and whatever the clocks' origins. */
    @Test
    void itIsNeverOffByMoreThanItsBound() {
        var random = new Random(1);
        for (int run = 0; run < 1_000; run++) {
            long ahead = random.nextLong();
            var clock = new ClockOffsetEstimator();
            for (int i = 0; i < 5; i++) {
                long left = random.nextLong(1_000_000);
                long there = left + random.nextLong(1_000);
                clock.read(left, there + ahead, there + random.nextLong(1_000));
            }
            assertThat(Math.abs(clock.toRemote(5) - (5 + ahead))).isLessThanOrEqualTo(clock.bound().toNanos());
        }
    }
}
