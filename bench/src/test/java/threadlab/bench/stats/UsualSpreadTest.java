package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.bench.stats.UsualSpread.Sample;

class UsualSpreadTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void benchmarksThatAreAlikeTellTheSpreadWell() {
        UsualSpread usual = UsualSpread.of(samples(4000, 3, () -> 4));
        assertThat(usual.variance()).isCloseTo(4, offset(0.4));
        assertThat(usual.freedom()).isGreaterThan(5);
    }

    /** Variances that are 1 / chi-squared with four degrees of freedom, times four: the model of the fit itself. */
    @Test
    void theFreedomIsThatOfTheSpreadsAndCountsHalf() {
        UsualSpread usual = UsualSpread.of(samples(4000, 6, () -> 4 / squares(4)));
        assertThat(usual.variance()).isCloseTo(1, offset(0.1));
        assertThat(usual.freedom()).isCloseTo(2, offset(0.3));
    }

    @Test
    void ofSpreadsThatAreWideApartNothingIsUsual() {
        UsualSpread usual = UsualSpread.of(samples(400, 3, () -> Math.exp(20 * random.nextGaussian())));
        assertThat(usual).isEqualTo(UsualSpread.UNKNOWN);
    }

    @Test
    void fewSamplesOrTwoForksOrFiguresThatNeverVaryTellNothing() {
        assertThat(UsualSpread.of(samples(7, 3, () -> 1))).isEqualTo(UsualSpread.UNKNOWN);
        assertThat(UsualSpread.of(samples(8, 3, () -> 1))).isNotEqualTo(UsualSpread.UNKNOWN);
        assertThat(UsualSpread.of(samples(400, 2, () -> 1))).isEqualTo(UsualSpread.UNKNOWN);
        assertThat(UsualSpread.of(samples(400, 3, () -> 0))).isEqualTo(UsualSpread.UNKNOWN);
    }

    @Test
    void theSameSampleSeenTwiceCountsOnce() {
        List<Sample> few = samples(4, 3, () -> 1);
        assertThat(UsualSpread.of(Stream.of(few, few, few).flatMap(List::stream).toList()))
                .isEqualTo(UsualSpread.UNKNOWN);
    }

    @Test
    void aSmallSpreadIsRaisedAndALargeOneStands() {
        UsualSpread usual = new UsualSpread(1, 8);
        assertThat(usual.variance(new Sample(0.5, 3))).isEqualTo(0.9);
        assertThat(usual.variance(new Sample(2, 3))).isEqualTo(2);
        assertThat(usual.freedom(new Sample(0.5, 3))).isEqualTo(10);
        Sample ofTwo = new Sample(0.5, 2);
        assertThat(usual.variance(ofTwo)).isEqualTo(0.5);
        assertThat(usual.freedom(ofTwo)).isEqualTo(1);
    }

    /** Returns variances of samples of normal values, whose true variances are given. */
    private List<Sample> samples(int count, int forks, DoubleSupplier variance) {
        return Stream.generate(() -> new Sample(variance.getAsDouble() * squares(forks - 1) / (forks - 1), forks))
                .limit(count).toList();
    }

    private double squares(int freedom) {
        return DoubleStream.generate(random::nextGaussian).limit(freedom).map(x -> x * x).sum();
    }
}
