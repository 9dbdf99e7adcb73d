package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.plan.RunLimit;

/** The same on every clock, even on one that wraps between any two of the times. */
class MeasurementWindowTest {
    private static final RunLimit EXTENT = RunLimit.ofTime(Duration.ofNanos(10), Duration.ofNanos(20));

    static LongStream clocks() {
        return LongStream.of(0, -40, -5, 1_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 5,
                Long.MAX_VALUE - 10, Long.MAX_VALUE - 25, Long.MAX_VALUE - 30, Long.MAX_VALUE - 40);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void theMeasuredWindowIsHalfOpenAndLiesBetweenWarmUpAndEnd(long start) {
        var window = MeasurementWindow.from(start, EXTENT);
        assertThat(window).returns(start, MeasurementWindow::start).returns(start + 10, MeasurementWindow::measureFrom)
                .returns(start + 30, MeasurementWindow::end).returns(Duration.ofNanos(10), MeasurementWindow::warmup)
                .returns(Duration.ofNanos(20), MeasurementWindow::measured);
        for (int time = 0; time <= 40; time++) {
            assertThat(isMeasured(window, start + time)).as("measured at %d", time).isEqualTo(time >= 10 && time < 30);
            assertThat(window.isOver(start + time)).as("over at %d", time).isEqualTo(time >= 30);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5})
    void beforeTheStartNothingIsMeasuredNorOver(long start) {
        var window = MeasurementWindow.from(start, EXTENT);
        assertThat(isMeasured(window, start - 1)).isFalse();
        assertThat(window.isOver(start - 1)).isFalse();
    }

    @Test
    void aCountedExtentEndsADayAfterItsWarmUpAtTheLatest() {
        var window = MeasurementWindow.from(7, RunLimit.ofEchoes(Duration.ofNanos(10), 5));
        assertThat(window.measured()).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void theEndComesEarlierAndNeverLater(long start) {
        var window = MeasurementWindow.from(start, EXTENT);
        window.endBy(start + 31);
        assertThat(window.end()).isEqualTo(start + 30);
        window.endBy(start + 25);
        assertThat(window.end()).isEqualTo(start + 25);
        window.endBy(start + 29);
        assertThat(window.end()).isEqualTo(start + 25);
        assertThat(window).returns(start, MeasurementWindow::start).returns(start + 10, MeasurementWindow::measureFrom)
                .returns(Duration.ofNanos(15), MeasurementWindow::measured);
        for (int time = 0; time <= 40; time++) {
            assertThat(isMeasured(window, start + time)).as("measured at %d", time).isEqualTo(time >= 10 && time < 25);
            assertThat(window.isOver(start + time)).as("over at %d", time).isEqualTo(time >= 25);
        }
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void theMeasurementBeginsEarlierAndNeverLaterAndItsEndComesAlong(long start) {
        var window = MeasurementWindow.from(start, EXTENT);
        window.measureBy(start + 11);
        assertThat(window).returns(start + 10, MeasurementWindow::measureFrom).returns(start + 30,
                MeasurementWindow::end);
        window.measureBy(start + 4);
        assertThat(window).returns(start + 4, MeasurementWindow::measureFrom).returns(start + 24,
                MeasurementWindow::end);
        window.measureBy(start + 7);
        assertThat(window).returns(start, MeasurementWindow::start).returns(start + 4, MeasurementWindow::measureFrom)
                .returns(start + 24, MeasurementWindow::end).returns(Duration.ofNanos(4), MeasurementWindow::warmup)
                .returns(Duration.ofNanos(20), MeasurementWindow::measured);
        for (int time = 0; time <= 40; time++) {
            assertThat(isMeasured(window, start + time)).as("measured at %d", time).isEqualTo(time >= 4 && time < 24);
            assertThat(window.isOver(start + time)).as("over at %d", time).isEqualTo(time >= 24);
        }
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aMeasurementThatBeganEarlierMayEndEarlierToo(long start) {
        var window = MeasurementWindow.from(start, EXTENT);
        window.measureBy(start);
        window.endBy(start + 15);
        assertThat(window).returns(start, MeasurementWindow::measureFrom).returns(start + 15, MeasurementWindow::end)
                .returns(Duration.ZERO, MeasurementWindow::warmup)
                .returns(Duration.ofNanos(15), MeasurementWindow::measured);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void anEndBeforeTheMeasurementLeavesNothingOfIt(long start) {
        for (int end : new int[]{10, 9, 0, -3}) {
            var window = MeasurementWindow.from(start, EXTENT);
            window.endBy(start + end);
            assertThat(window.measured()).as("ended at %d", end).isZero();
            assertThat(window.warmup()).isEqualTo(Duration.ofNanos(Math.max(0, end)));
            assertThat(window.isOver(start + end)).isTrue();
            for (int time = 0; time <= 40; time++) {
                assertThat(isMeasured(window, start + time)).as("measured at %d", time).isFalse();
            }
        }
    }

    private static boolean isMeasured(MeasurementWindow window, long due) {
        return window.phase(due) == MeasurementWindow.MEASURED;
    }
}
