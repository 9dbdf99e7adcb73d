package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {
    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final List<Double> TEN = Rounds.ofLogs(0, 0.01, 0.02, 0.02, 0.03, 0.03, 0.04, 0.05, 0.07, 0.6);
    private static final List<Double> SIX = Rounds.ofLogs(0, 0.01, 0.02, 0.02, 0.03, 0.4);

    @Test
    void theEstimateIsTheGeometricMean() {
        assertThat(Interval.ofRatios(List.of(1.0, 2.0, 4.0, 8.0), 0.99).estimate()).isCloseTo(Math.sqrt(8), ROUNDING);
    }

    @Test
    void fiveRoundsReachAsFarAsStudentsT() {
        // Standard error sqrt(0.025 / 5), times 4.60409 from the table for 4 degrees of freedom.
        Interval interval = Interval.ofRatios(Rounds.ofLogs(0.1, 0.2, 0.3, 0.4, 0.5), 0.99);

        assertThat(Math.log(interval.low())).isCloseTo(0.3 - 0.325559, within(1e-6));
        assertThat(Math.log(interval.high())).isCloseTo(0.3 + 0.325559, within(1e-6));
        assertThat(interval.excludesOne()).isFalse();
        assertThat(interval.relativeHalfWidth()).isCloseTo(Math.exp(0.325559) - 1, within(1e-6));
    }

    @Test
    void sixRoundsFollowTheSkewFurtherThanStudentsT() {
        // Mean 0.08, standard error sqrt(0.1234 / 5 / 6) = 0.0641, times 4.03214 from the table for 5 degrees.
        Interval interval = Interval.ofRatios(SIX, 0.99);

        assertThat(Math.log(interval.high())).isBetween(0.08 + 0.2586 + 0.005, 0.45);
        assertThat(Math.log(interval.low())).isCloseTo(0.08 - 0.2586, within(1e-4));
    }

    @Test
    void aRoundFarOffIsSetAsideFromSevenOn() {
        // Kept: 0.01 to 0.05, mean 0.03. Moved: 0.01, 0.01, 0.02, 0.03, 0.04, 0.05, 0.05, squared deviations 0.0018;
        // over 5 times 4, and half a round's share more; times 4.60409 from the table for 4 degrees of freedom.
        double reach = 4.60409 * Math.sqrt(0.0018 / 20) * (1 + 1 / 14.0);
        Interval interval = Interval.ofRatios(Rounds.ofLogs(0, 0.01, 0.02, 0.03, 0.04, 0.05, 5), 0.99);

        assertThat(Math.log(interval.estimate())).isCloseTo(0.03, ROUNDING);
        assertThat(Math.log(interval.low())).isCloseTo(0.03 - reach, within(1e-6));
        assertThat(Math.log(interval.high())).isCloseTo(0.03 + reach, within(1e-6));
    }

    @Test
    void moreConfidenceIsWider() {
        Interval some = Interval.ofRatios(TEN, 0.8);
        Interval more = Interval.ofRatios(TEN, 0.95);

        assertThat(more.low()).isLessThan(some.low());
        assertThat(more.high()).isGreaterThan(some.high());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void theOrderOfTheRoundsDoesNotMatter(int rounds) {
        List<Double> some = TEN.subList(10 - rounds, 10);

        List<Double> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, new Random(5));

        assertThat(Interval.ofRatios(shuffled, 0.99)).isEqualTo(Interval.ofRatios(some, 0.99));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void swappingCandidateAndBaselineSwapsLowAndHigh(int rounds) {
        List<Double> some = TEN.subList(10 - rounds, 10);
        Interval interval = Interval.ofRatios(some, 0.99);
        Interval swapped = Interval.ofRatios(Rounds.swapped(some), 0.99);

        assertThat(1 / swapped.estimate()).isCloseTo(interval.estimate(), ROUNDING);
        assertThat(1 / swapped.low()).isCloseTo(interval.high(), ROUNDING);
        assertThat(1 / swapped.high()).isCloseTo(interval.low(), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void aFactorInEveryRoundIsAFactorOfTheInterval(int rounds) {
        List<Double> some = TEN.subList(10 - rounds, 10);
        Interval interval = Interval.ofRatios(some, 0.99);
        Interval scaled = Interval.ofRatios(Rounds.times(3, some), 0.99);

        assertThat(scaled.estimate()).isCloseTo(3 * interval.estimate(), ROUNDING);
        assertThat(scaled.low()).isCloseTo(3 * interval.low(), ROUNDING);
        assertThat(scaled.high()).isCloseTo(3 * interval.high(), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 10})
    void equalRatiosLeaveNoRange(int rounds) {
        Interval interval = Interval.ofRatios(Rounds.of(rounds, 1.25, () -> 0), 0.99);

        assertThat(interval.estimate()).isCloseTo(1.25, ROUNDING);
        assertThat(interval).isEqualTo(new Interval(interval.estimate(), interval.estimate(), interval.estimate()));
        assertThat(interval.excludesOne()).isTrue();
        assertThat(interval.relativeHalfWidth()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void tooFewRoundsHaveNone(int rounds) {
        assertThat(Interval.ofRatios(TEN.subList(0, rounds), 0.99)).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void oneUnusableRatioLeavesNone(double unusable) {
        assertThat(Interval.ofRatios(List.of(1.0, 1.1, 1.2, 1.3, unusable), 0.99)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"4, 10000", "5, 10000", "7, 1500", "10, 1500"})
    void coversTheTruthAsOftenAsPromised(int rounds, int runs) {
        var random = new Random(rounds);

        assertThat(coverage(rounds, runs, () -> 0.05 * random.nextGaussian())).isBetween(0.985, 0.997);
    }

    @Test
    void oneRoundInTwelveThatIsFarOffDoesNotHideFifteenPercent() {
        var random = new Random(6);
        DoubleSupplier twoSpeeds = () -> 0.03 * random.nextGaussian()
                + (random.nextInt(12) == 0 ? random.nextBoolean() ? 0.28 : -0.28 : 0);

        // 0.93 in a long simulation.
        assertThat(IntStream.range(0, 1_500).filter(
                run -> Interval.ofRatios(Rounds.of(7, 1.15, twoSpeeds), 0.99).excludesOne()).count() / 1_500.0)
                .isBetween(0.9, 0.96);
    }

    @Test
    void heavyTailsDoNotHarm() {
        var random = new Random(3);

        // Student's t with 3 degrees of freedom: 0.994 in a long simulation.
        assertThat(coverage(5, 5_000, () -> 0.05 * random.nextGaussian() / Math.sqrt(meanSquareOf3(random))))
                .isGreaterThan(0.985);
    }

    @Test
    void aStrongSkewCostsFourInAHundred() {
        var random = new Random(4);

        // An exponential distribution about its mean: 0.950 in a long simulation.
        assertThat(coverage(5, 5_000, () -> 0.05 * (-Math.log(1 - random.nextDouble()) - 1))).isBetween(0.94, 0.96);
    }

    private static double meanSquareOf3(Random random) {
        return IntStream.range(0, 3).mapToDouble(i -> Math.pow(random.nextGaussian(), 2)).sum() / 3;
    }

    private static double coverage(int rounds, int runs, DoubleSupplier logError) {
        return IntStream.range(0, runs)
                .filter(i -> !Interval.ofRatios(Rounds.of(rounds, 1, logError), 0.99).excludesOne())
                .count() / (double) runs;
    }
}
