package threadlab.bench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How the mean would have varied, had the rounds been drawn anew from those at hand. */
final class Bootstrap {
    private static final int PAIRS = 5_000;
    /** Always the same, so that a report drawn anew from the same run says the same. */
    private static final long SEED = 20150409;

    private Bootstrap() {
    }

    /**
     * How far the means of 10,000 resamples lie from the mean of all, ascending, and scaled so that they spread as the
     * mean's standard error has it: a plain resample spreads too little, and rounds set aside count as {@link LogRatios}
     * moves them. Each resample has a mirrored twin: the lowest for the highest, the second lowest for the second
     * highest, and so on. Swapping contestant and base therefore mirrors the result exactly. (P. Hall, Antithetic
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
     * The share of resamples to leave out at either end. The plain percentile leaves out alpha/2, which is too narrow
     * for a few rounds: it takes the deviation for known. The expanded percentile makes up for that. (T. Hesterberg,
     * What Teachers Should Know About the Bootstrap, The American Statistician 69, 2015.)
     *
     * @param t Student's quantile at 1 - alpha/2
     */
    static double expandedTail(double t) {
        return NormalDistribution.of(0, 1).cumulativeProbability(-t);
    }
}
