package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on every clock, even on one that wraps between any two of the times. */
class WindowTest {
    private static final LoadPlan PLAN = new LoadPlan("h", 1, 1, 1, Duration.ofNanos(10), Duration.ofNanos(20));

    @ParameterizedTest
    @ValueSource(longs = {0, -40, -5, 1_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 5,
            Long.MAX_VALUE - 10, Long.MAX_VALUE - 25, Long.MAX_VALUE - 30, Long.MAX_VALUE - 40})
    void theMeasuredWindowIsHalfOpenAndLiesBetweenWarmUpAndEnd(long start) {
        var window = Window.from(start, PLAN);
        assertThat(window).isEqualTo(new Window(start, start + 10, start + 30));
        for (int time = 0; time <= 40; time++) {
            assertThat(window.isMeasured(start + time)).as("measured at %d", time).isEqualTo(time >= 10 && time < 30);
            assertThat(window.isOver(start + time)).as("over at %d", time).isEqualTo(time >= 30);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5})
    void beforeTheStartNothingIsMeasuredNorOver(long start) {
        var window = Window.from(start, PLAN);
        assertThat(window.isMeasured(start - 1)).isFalse();
        assertThat(window.isOver(start - 1)).isFalse();
    }
}
