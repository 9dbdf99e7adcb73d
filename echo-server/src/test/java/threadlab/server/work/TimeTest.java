package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Drawn times have the mean and the 99th percentile asked for, and depend on the message alone. */
class TimeTest {
    private static final int DRAWS = 100_000;

    private static long[] sorted(Time time) {
        return LongStream.range(0, DRAWS).map(message -> time.nanos(new Draw(1, message % 100, message / 100))).sorted()
                .toArray();
    }

    private static void check(Time time, double mean, double p99) {
        long[] sorted = sorted(time);
        assertThat(LongStream.of(sorted).average().orElseThrow()).isCloseTo(mean, withPercentage(2));
        assertThat((double) sorted[DRAWS * 99 / 100]).isCloseTo(p99, withPercentage(3));
        assertThat(time.mean()).isCloseTo(mean, withPercentage(0.1));
    }

    @Test
    void anExponentialTimeHasItsMean() {
        check(new Time.Exponential(5e6), 5e6, 5e6 * Math.log(100));
    }

    @Test
    void aLognormalTimeHasItsMeanAndItsPercentile() {
        check(Time.Lognormal.of(5e6, 20e6), 5e6, 20e6);
        check(Time.Lognormal.of(5e6, 50e6), 5e6, 50e6);
    }

    @Test
    void aRareLongTimeIsAsRareAsAsked() {
        long[] sorted = sorted(new Time.Sometimes(new Time.Constant(1), 0.02, new Time.Constant(2)));
        assertThat((double) LongStream.of(sorted).filter(time -> time == 2).count()).isCloseTo(0.02 * DRAWS,
                withPercentage(8));
    }

    @Test
    void thereIsNoLognormalTimeWithAPercentileThatFar() {
        assertThatIllegalArgumentException().isThrownBy(() -> Time.Lognormal.of(1, 16));
        assertThatIllegalArgumentException().isThrownBy(() -> Time.Lognormal.of(1, 1));
    }

    @Test
    void theSameMessageHasTheSameTimeAndAnotherOneHasAnother() {
        var time = new Time.Exponential(5e6);
        assertThat(time.nanos(new Draw(1, 2, 3))).isEqualTo(time.nanos(new Draw(1, 2, 3)))
                .isNotEqualTo(time.nanos(new Draw(1, 3, 2))).isNotEqualTo(time.nanos(new Draw(2, 2, 3)));
    }
}
