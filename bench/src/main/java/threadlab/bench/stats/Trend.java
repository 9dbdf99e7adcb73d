package threadlab.bench.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The slope of a value over time, with its confidence interval. The estimate is the median of the slopes between all
 * pairs of points, and the interval has those that Kendall's test does not exclude. (P. K. Sen, Estimates of the
 * Regression Coefficient Based on Kendall's Tau, Journal of the American Statistical Association 63, 1968.) It assumes
 * no form of noise; a spike is no trend, and a single step is seldom one.
 *
 * <p>
 * It does assume that the points are independent, which samples a few seconds apart are not. So a point is the mean of
 * a block of neighbours.
 *
 * @param slope per unit of time
 */
public record Trend(double slope, double low, double high) {
    private static final int BLOCKS = 12;

    /**
     * Returns null if there are too few values for this confidence.
     *
     * @param times ascending
     * @param values as many as there are times
     */
    public static @Nullable Trend of(double[] times, double[] values, double confidence) {
        int blocks = Math.min(BLOCKS, times.length);
        return blocks < 2 ? null : ofBlocks(means(times, blocks), means(values, blocks), confidence);
    }

    private static double[] means(double[] samples, int blocks) {
        double[] means = new double[blocks];
        for (int i = 0; i < blocks; i++) {
            int from = i * samples.length / blocks;
            means[i] = Arrays.stream(samples, from, (i + 1) * samples.length / blocks).average().orElseThrow();
        }
        return means;
    }

    private static @Nullable Trend ofBlocks(double[] times, double[] values, double confidence) {
        int leftOut = Kendall.mostDiscordant(times.length, (1 - confidence) / 2);
        double[] slopes = slopes(times, values);
        return leftOut < 0
                ? null
                : new Trend(median(slopes), slopes[leftOut], slopes[slopes.length - 1 - leftOut]);
    }

    /** Returns the slopes between all pairs of points, ascending. */
    private static double[] slopes(double[] times, double[] values) {
        double[] slopes = new double[times.length * (times.length - 1) / 2];
        int count = 0;
        for (int late = 1; late < times.length; late++) {
            for (int early = 0; early < late; early++) {
                slopes[count++] = (values[late] - values[early]) / (times[late] - times[early]);
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
