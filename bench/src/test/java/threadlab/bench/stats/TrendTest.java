package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final int SAMPLES = 108;
    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);
    private static final double[] TIMES = IntStream.range(0, SAMPLES).mapToDouble(i -> i / 12.0).toArray();

    @Test
    void aLineHasItsSlopeAndNoRange() {
        Trend trend = Trend.of(TIMES, values(0.25, () -> 3), 0.99);

        assertThat(trend.slope()).isCloseTo(0.25, ROUNDING);
        assertThat(trend.low()).isCloseTo(0.25, ROUNDING);
        assertThat(trend.high()).isCloseTo(0.25, ROUNDING);
    }

    @Test
    void aLineMoreIsAsMuchMoreOfAll() {
        Trend flat = Trend.of(TIMES, values(0, new Random(1)::nextGaussian), 0.99);
        Trend rising = Trend.of(TIMES, values(2, new Random(1)::nextGaussian), 0.99);

        assertThat(rising.slope()).isCloseTo(flat.slope() + 2, ROUNDING);
        assertThat(rising.low()).isCloseTo(flat.low() + 2, ROUNDING);
        assertThat(rising.high()).isCloseTo(flat.high() + 2, ROUNDING);
    }

    @Test
    void coversTheTruthAsOftenAsPromised() {
        var random = new Random(2);

        assertThat(missed(random::nextGaussian, 0.99)).isBetween(0.004, 0.0125);
    }

    @Test
    void heavyTailsDoNotHarm() {
        var random = new Random(3);

        assertThat(missed(() -> random.nextGaussian() / (0.05 + random.nextDouble()), 0.99)).isLessThan(0.0125);
    }

    /** Each sample keeps 0.7 of what the one before was off; without blocks one series in four would have a trend. */
    @Test
    void samplesThatFollowTheirNeighboursHarmLittle() {
        var random = new Random(4);
        var before = new double[1];

        assertThat(missed(() -> before[0] = 0.7 * before[0] + random.nextGaussian(), 0.99)).isLessThan(0.03);
    }

    /** Halfway, where it looks most like one: 0.118 of 40,000 simulated series, with the confidence of a soak. */
    @Test
    void aSingleStepIsSeldomATrend() {
        var random = new Random(5);
        long trends = IntStream.range(0, 1_000).filter(i -> Trend.of(TIMES, IntStream.range(0, SAMPLES)
                .mapToDouble(at -> (at < SAMPLES / 2 ? 0 : 50) + random.nextGaussian()).toArray(), 0.9986).low() > 0)
                .count();

        assertThat(trends).isBetween(80L, 160L);
    }

    @Test
    void aSpikeIsNone() {
        double[] spike = IntStream.range(0, SAMPLES).mapToDouble(at -> at == SAMPLES - 1 ? 1e9 : at % 2).toArray();

        assertThat(Trend.of(TIMES, spike, 0.99).low()).isNotPositive();
    }

    @Test
    void aStairOfSixStepsIsOne() {
        double[] stair = IntStream.range(0, SAMPLES).mapToDouble(i -> i / 18).toArray();

        assertThat(Trend.of(TIMES, stair, 0.99).low()).isPositive();
    }

    @Test
    void fewerPointsThanTheConfidenceNeedsSayNothing() {
        double[] five = {1, 2, 3, 4, 5};

        assertThat(Trend.of(five, five, 0.99)).isNull();
        assertThat(Trend.of(five, five, 0.95)).isNotNull();
        assertThat(Trend.of(new double[0], new double[0], 0.95)).isNull();
    }

    /** The part of 4,000 series without a trend that seem to have one. */
    private static double missed(DoubleSupplier noise, double confidence) {
        return IntStream.range(0, 4_000).filter(i -> {
            Trend trend = Trend.of(TIMES, values(0, noise), confidence);
            return trend.low() > 0 || trend.high() < 0;
        }).count() / 4_000.0;
    }

    private static double[] values(double slope, DoubleSupplier noise) {
        return IntStream.range(0, SAMPLES).mapToDouble(i -> slope * TIMES[i] + noise.getAsDouble()).toArray();
    }
}
