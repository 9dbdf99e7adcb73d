package threadlab.bench.stats;

import org.apache.commons.statistics.distribution.TDistribution;

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
     * @param freedom degrees of freedom of the standard error
     */
    record Mean(double value, double standardError, int kept, double freedom) {
        Mean(double value, double standardError, int kept) {
            this(value, standardError, kept, kept - 1.0);
        }

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
        return 2 * distribution().survivalProbability(Math.abs(now.value - base.value) / standardError());
    }

    /** Returns the interval of the ratio of now to base. */
    Interval interval(double confidence) {
        double shift = now.value - base.value;
        double reach = standardError() == 0
                ? 0
                : standardError() * distribution().inverseSurvivalProbability((1 - confidence) / 2);
        return new Interval(Math.exp(shift), Math.exp(shift - reach), Math.exp(shift + reach));
    }

    private double standardError() {
        return Math.hypot(base.standardError, now.standardError);
    }

    /** Welch's approximation of the degrees of freedom, as Satterthwaite's of 1946. */
    private TDistribution distribution() {
        double ofBase = base.standardError * base.standardError;
        double ofNow = now.standardError * now.standardError;
        double sum = ofBase + ofNow;
        return TDistribution
                .of(sum * sum / (ofBase * ofBase / base.freedom + ofNow * ofNow / now.freedom));
    }
}
