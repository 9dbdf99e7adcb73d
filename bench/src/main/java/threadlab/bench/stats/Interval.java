package threadlab.bench.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A ratio of a candidate to the baseline, and its confidence interval.
 *
 * @param estimate geometric mean of the ratios that {@link LogRatios} keeps; 1 means no difference
 */
public record Interval(double estimate, double low, double high) {

    /**
     * Returns the interval whose limits are, on either side, the wider of two limits for the mean log ratio: that of
     * Student's t, and the expanded percentile of a {@link Bootstrap} over the rounds.
     *
     * <p>
     * Why both: the bootstrap follows a skew, which t does not. But no resample's mean is beyond the lowest or the
     * highest round, which is too narrow with few rounds: alone, the bootstrap covers the truth in 94 of 100 runs of 5
     * rounds instead of 99. The price is that the interval is a little too wide with many rounds. IntervalTest
     * simulates it.
     *
     * <p>
     * Neither helps against what 5 rounds do not contain: if one round in ten is far off, most runs have none. With 7
     * rounds or more such a round is trimmed.
     *
     * @param confidence for example 0.99
     * @return null for fewer than 4 rounds, or if a ratio is not a positive finite number
     */
    public static @Nullable Interval ofRatios(List<Double> ratiosByRound, double confidence) {
        LogRatios logs = LogRatios.of(ratiosByRound);
        return logs == null ? null : of(logs, confidence);
    }

    static Interval of(LogRatios logs, double confidence) {
        double t = TDistribution.of(logs.kept() - 1).inverseSurvivalProbability((1 - confidence) / 2);
        double below = -t * logs.standardError();
        double above = t * logs.standardError();
        if (bootstrapMayReachFurther(logs.rounds(), t)) {
            double[] resampled = Bootstrap.deviationsOfMean(logs);
            int leftOut = (int) (Bootstrap.expandedTail(t) * resampled.length);
            below = Math.min(below, resampled[leftOut]);
            above = Math.max(above, resampled[resampled.length - 1 - leftOut]);
        }
        return new Interval(Math.exp(logs.mean()), Math.exp(logs.mean() + below), Math.exp(logs.mean() + above));
    }

    /**
     * No value is further from the mean than (n - 1) / sqrt(n) standard deviations, which is sqrt(n (n - 1)) of the
     * deviations that a resample has. (P. Samuelson, How Deviant Can You Be?, Journal of the American Statistical
     * Association 63, 1968.) So with up to 5 rounds at 0.99 the bootstrap is not needed.
     */
    private static boolean bootstrapMayReachFurther(int n, double t) {
        return t * t < n * (n - 1);
    }

    public boolean excludesOne() {
        return low > 1 || high < 1;
    }

    /** Returns whether all of it is so near to 1 that the difference does not matter: with 0.05, 1/1.05 to 1.05. */
    public boolean isWithin(double margin) {
        return low > 1 / (1 + margin) && high < 1 + margin;
    }

    /** Returns half the width as a relative difference: 0.1 if high is 1.21 times low. */
    double relativeHalfWidth() {
        return Math.expm1((Math.log(high) - Math.log(low)) / 2);
    }
}
