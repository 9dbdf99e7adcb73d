package threadlab.bench.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.TTest;
import org.jspecify.annotations.Nullable;

/**
 * The natural logarithms of a metric's ratios, one per round. On this scale twice as much and half as much are equally
 * far from no difference, and swapping candidate and baseline only changes the sign.
 *
 * <p>
 * With seven rounds or more, one in seven is trimmed at either end: other programs on the machine make single rounds
 * differ by a third, and one such round would hide from a plain mean what all others show. The standard error is that
 * of the trimmed mean: it is computed from the values with the trimmed ones moved to the nearest that is kept. (K. K.
 * Yuen, The two-sample trimmed t for unequal population variances, Biometrika 61, 1974.) With few rounds it is a little
 * too small for Student's t; half a round's share more corrects that. IntervalTest simulates it.
 *
 * @param sorted ascending, so that the order of the rounds cannot change a result
 * @param moved the same with the trimmed ones moved to the nearest that is kept
 * @param mean of those that are kept
 * @param standardError of that mean; exactly 0 for equal ratios
 */
record LogRatios(double[] sorted, double[] moved, double mean, double standardError) {

    /** With fewer rounds the deviation is hardly known. */
    static final int MIN_ROUNDS = 4;
    private static final int ONE_TRIMMED_OF = 7;

    /** Returns null for too few rounds, or if a ratio is not a positive finite number. */
    static @Nullable LogRatios of(List<Double> ratiosByRound) {
        if (ratiosByRound.size() < MIN_ROUNDS
                || !ratiosByRound.stream().allMatch(r -> r > 0 && Double.isFinite(r))) {
            return null;
        }
        return ofLogs(ratiosByRound.stream().mapToDouble(Math::log).sorted().toArray());
    }

    /** @param sorted at least one */
    static LogRatios ofLogs(double[] sorted) {
        int trimmed = sorted.length / ONE_TRIMMED_OF;
        double[] moved = IntStream.range(0, sorted.length)
                .mapToDouble(i -> sorted[Math.clamp(i, trimmed, sorted.length - 1 - trimmed)]).toArray();
        if (moved[0] == moved[moved.length - 1]) {
            return new LogRatios(sorted, moved, moved[0], 0);
        }
        int kept = sorted.length - 2 * trimmed;
        double mean = Arrays.stream(sorted, trimmed, sorted.length - trimmed).sum() / kept;
        double error = Math.sqrt(squares(moved) / (kept * (kept - 1.0)));
        return new LogRatios(sorted, moved, mean, trimmed == 0 ? error : error * (1 + 0.5 / sorted.length));
    }

    private static double squares(double[] values) {
        return DoubleStream.of(fromCentre(values)).map(x -> x * x).sum();
    }

    private static double[] fromCentre(double[] values) {
        double centre = DoubleStream.of(values).sum() / values.length;
        return DoubleStream.of(values).map(x -> x - centre).toArray();
    }

    /**
     * Returns the moved values relative to their centre, scaled so that the mean of a resample has this standard error.
     */
    double[] deviations() {
        double spread = Math.sqrt(squares(moved)) / rounds();
        double scale = standardError == 0 ? 0 : standardError / spread;
        return DoubleStream.of(fromCentre(moved)).map(x -> scale * x).toArray();
    }

    int rounds() {
        return sorted.length;
    }

    int kept() {
        return sorted.length - 2 * (sorted.length / ONE_TRIMMED_OF);
    }

    Welch.Mean asMean() {
        return new Welch.Mean(mean, standardError, kept());
    }

    /** Returns the two-sided p of the t test that the ratio is 1. Equal ratios leave no doubt either way. */
    double pValue() {
        if (standardError == 0) {
            return mean == 0 ? 1 : 0;
        }
        return TTest.withDefaults().test(mean, asMean().variance(), kept()).getPValue();
    }
}
