package threadlab.bench.stats;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

/**
 * Welch's test of two means with different variances, on a logarithmic scale: their difference is the logarithm of a
 * ratio. (B. L. Welch, The generalization of Student's problem, Biometrika 34, 1947.)
 */
record Welch(Mean base, Mean now) {

    /**
     * A mean, and how well it is known.
     *
     * @param standardError of the value; 0 if the values that it is the mean of do not vary
     * @param kept number of values that it is the mean of, at least 2
     */
    record Mean(double value, double standardError, int kept) {
        /** Returns the variance of a plain sample with the same standard error. */
        double variance() {
            return standardError * standardError * kept;
        }
    }

    /** Returns the two-sided p value. Values that do not vary at all leave no doubt either way. */
    double pValue() {
        if (standardError() == 0) {
            return base.value == now.value ? 1 : 0;
        }
        return test().getPValue();
    }

    /** Returns the interval of the ratio of now to base. */
    Interval interval(double confidence) {
        double shift = now.value - base.value;
        double reach = standardError() == 0 ? 0 : standardError() * quantile((1 + confidence) / 2);
        return new Interval(Math.exp(shift), Math.exp(shift - reach), Math.exp(shift + reach));
    }

    private double quantile(double probability) {
        return TDistribution.of(test().getDegreesOfFreedom()).inverseSurvivalProbability(1 - probability);
    }

    private double standardError() {
        return Math.hypot(base.standardError, now.standardError);
    }

    private TTest.Result test() {
        return TTest.withDefaults().test(now.value, now.variance(), now.kept, base.value, base.variance(), base.kept);
    }
}
