package threadlab.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Estimates how the mean would vary if the rounds were drawn again from those that were measured. */
final class Bootstrap {
    private static final int PAIRS = 5_000;
    /** Constant, so that a report that is drawn again says the same. */
    private static final long SEED = 20150409;

    private Bootstrap() {
    }

    /**
     * Returns the differences between the means of 10,000 resamples and the mean of all, ascending. They are scaled to
     * the standard error of the mean, since a plain resample varies too little, and trimmed rounds count as {@link
     * LogRatios} moves them. Each resample has a mirror image: the lowest for the highest, the second lowest for the
     * second highest, and so on. So swapping candidate and baseline mirrors the result exactly. (P. Hall, Antithetic
     * resampling for the bootstrap, Biometrika 76, 1989.)
     */
    static double[] deviationsOfMean(LogRatios logs) {
        int n = logs.rounds();
        double[] deviations = logs.deviations();
        var random = new SplittableRandom(SEED);
        double[] means = new double[2 * PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            double sum = 0;
            double mirrored = 0;
            for (int draw = 0; draw < n; draw++) {
                int index = random.nextInt(n);
                sum += deviations[index];
                mirrored += deviations[n - 1 - index];
            }
            means[2 * i] = sum / n;
            means[2 * i + 1] = mirrored / n;
        }
        Arrays.sort(means);
        return means;
    }

    /**
     * Returns the share of resamples to leave out at either end. The plain percentile leaves out alpha/2. That is too
     * narrow for a few rounds, since it takes the deviation as known; the expanded percentile corrects it. (T.
     * Hesterberg, What Teachers Should Know About the Bootstrap, The American Statistician 69, 2015.)
     *
     * @param t Student's quantile at 1 - alpha/2
     */
    static double expandedTail(double t) {
        return NormalDistribution.of(0, 1).cumulativeProbability(-t);
    }
}
