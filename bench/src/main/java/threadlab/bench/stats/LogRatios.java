package threadlab.bench.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.TTest;

/**
 * The natural logarithms of a figure's ratios, one per round. On this scale twice as much and half as much lie equally
 * far from no difference, and swapping contestant and base only changes the sign.
 *
 * <p>
 * With seven rounds or more, one in seven is set aside at either end: a neighbour on the same machine makes single
 * rounds differ by a third, and one such round hides from a plain mean what all others show. The standard error is the
 * one that belongs to such a mean: of the values with those set aside moved to the nearest that are kept. (K. K. Yuen,
 * The two-sample trimmed t for unequal population variances, Biometrika 61, 1974.) With few rounds
 * it is a little too small for Student's t, and half a round's share more puts that right; IntervalTest simulates it.
 *
 * @param sorted ascending, so that the order of the rounds cannot change a result
 * @param moved the same with those set aside at the nearest place of one that is kept
 * @param mean of those kept
 * @param standardError of that mean; exactly 0 for equal ratios
 */
record LogRatios(double[] sorted, double[] moved, double mean, double standardError) {

    /** With fewer rounds the deviation is hardly known. */
    static final int FEWEST_ROUNDS = 4;
    private static final int ONE_SET_ASIDE_OF = 7;

    /** Null for too few rounds, or when a ratio is not a positive finite number. */
    static LogRatios of(List<Double> ratiosByRound) {
        if (ratiosByRound.size() < FEWEST_ROUNDS
                || !ratiosByRound.stream().allMatch(r -> r > 0 && Double.isFinite(r))) {
            return null;
        }
        return ofLogs(ratiosByRound.stream().mapToDouble(Math::log).sorted().toArray());
    }

    /** @param sorted at least one */
    static LogRatios ofLogs(double[] sorted) {
        int setAside = sorted.length / ONE_SET_ASIDE_OF;
        double[] moved = IntStream.range(0, sorted.length)
                .mapToDouble(i -> sorted[Math.clamp(i, setAside, sorted.length - 1 - setAside)]).toArray();
        if (moved[0] == moved[moved.length - 1]) {
            return new LogRatios(sorted, moved, moved[0], 0);
        }
        int kept = sorted.length - 2 * setAside;
        double mean = Arrays.stream(sorted, setAside, sorted.length - setAside).sum() / kept;
        double error = Math.sqrt(squares(moved) / (kept * (kept - 1.0)));
        return new LogRatios(sorted, moved, mean, setAside == 0 ? error : error * (1 + 0.5 / sorted.length));
    }

    private static double squares(double[] values) {
        return DoubleStream.of(fromCentre(values)).map(x -> x * x).sum();
    }

    private static double[] fromCentre(double[] values) {
        double centre = DoubleStream.of(values).sum() / values.length;
        return DoubleStream.of(values).map(x -> x - centre).toArray();
    }

    /** The moved values, from their centre, on a scale on which the mean of a resample has this standard error. */
    double[] deviations() {
        double spread = Math.sqrt(squares(moved)) / rounds();
        double scale = standardError == 0 ? 0 : standardError / spread;
        return DoubleStream.of(fromCentre(moved)).map(x -> scale * x).toArray();
    }

    int rounds() {
        return sorted.length;
    }

    int kept() {
        return sorted.length - 2 * (sorted.length / ONE_SET_ASIDE_OF);
    }

    Welch.Mean asMean() {
        return new Welch.Mean(mean, standardError, kept());
    }

    /** Two-sided p of the t test that the mean is 0, which is a ratio of 1. Equal ratios leave no doubt either way. */
    double pValue() {
        if (standardError == 0) {
            return mean == 0 ? 1 : 0;
        }
        return TTest.withDefaults().test(mean, asMean().variance(), kept()).getPValue();
    }
}
