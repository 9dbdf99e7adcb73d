package threadlab.bench.stats;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.TTest;

/**
 * The natural logarithms of a figure's ratios, one per round. On this scale twice as much and half as much lie equally
 * far from no difference, and swapping contestant and base only changes the sign.
 *
 * @param sorted ascending, so that the order of the rounds cannot change a result
 * @param deviation standard deviation, with n - 1 below; exactly 0 for equal ratios
 */
record LogRatios(double[] sorted, double mean, double deviation) {

    /** With fewer rounds the deviation is hardly known. */
    static final int FEWEST_ROUNDS = 4;

    /** Null for too few rounds, or when a ratio is not a positive finite number. */
    static LogRatios of(List<Double> ratiosByRound) {
        if (ratiosByRound.size() < FEWEST_ROUNDS
                || !ratiosByRound.stream().allMatch(r -> r > 0 && Double.isFinite(r))) {
            return null;
        }
        double[] sorted = ratiosByRound.stream().mapToDouble(Math::log).sorted().toArray();
        if (sorted[0] == sorted[sorted.length - 1]) {
            return new LogRatios(sorted, sorted[0], 0);
        }
        double mean = DoubleStream.of(sorted).sum() / sorted.length;
        double squares = DoubleStream.of(sorted).map(x -> (x - mean) * (x - mean)).sum();
        return new LogRatios(sorted, mean, Math.sqrt(squares / (sorted.length - 1)));
    }

    int rounds() {
        return sorted.length;
    }

    double standardError() {
        return deviation / Math.sqrt(rounds());
    }

    /** Two-sided p of the t test that the mean is 0, which is a ratio of 1. Equal ratios leave no doubt either way. */
    double pValue() {
        if (deviation == 0) {
            return mean == 0 ? 1 : 0;
        }
        return TTest.withDefaults().test(sorted).getPValue();
    }
}
