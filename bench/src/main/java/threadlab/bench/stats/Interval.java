package threadlab.bench.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A ratio, contestant over base, and the range that the rounds leave it.
 *
 * @param estimate geometric mean of the ratios that {@link LogRatios} keeps; 1 is no difference
 */
public record Interval(double estimate, double low, double high) {

    /**
     * On either side the further of two limits for the mean log ratio: that of Student's t, and the expanded percentile
     * of a {@link Bootstrap} over the rounds.
     *
     * <p>
     * Why both: the bootstrap follows a skew that t knows nothing of. But no resample's mean lies beyond the lowest or
     * highest round, and with few rounds that is too near: alone, it covers the truth in 94 of 100 runs of 5 rounds
     * where 99 were promised. The price is an interval a little too wide for many rounds. IntervalTest simulates it.
     *
     * <p>
     * Neither helps against what 5 rounds did not show: if one round in ten is far off, most runs do not see it. From
     * 7 rounds on such a round is set aside.
     *
     * @param confidence for example 0.99
     * @return null for fewer than 4 rounds, or when a ratio is not a positive finite number
     */
    public static Interval ofRatios(List<Double> ratiosByRound, double confidence) {
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
     * No value lies further from the mean than (n - 1) / sqrt(n) standard deviations, which is sqrt(n (n - 1)) of the
     * spread that a resample has. (P. Samuelson, How Deviant Can You Be?, Journal of the American Statistical
     * Association 63, 1968.) So up to 5 rounds at 0.99 the bootstrap need not be asked.
     */
    private static boolean bootstrapMayReachFurther(int n, double t) {
        return t * t < n * (n - 1);
    }

    public boolean excludesOne() {
        return low > 1 || high < 1;
    }

    /** Half the width as a relative difference: 0.1 when high is 1.21 times low. */
    double relativeHalfWidth() {
        return Math.expm1((Math.log(high) - Math.log(low)) / 2);
    }
}
