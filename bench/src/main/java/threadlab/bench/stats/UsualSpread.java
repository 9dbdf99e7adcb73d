package threadlab.bench.stats;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * How much the forks of a benchmark usually differ, learned from all benchmarks of two reports. Three forks hardly tell
 * their own spread, but forty benchmarks of three forks tell what is usual. The fit is that of G. K. Smyth, Linear
 * Models and Empirical Bayes Methods for Assessing Differential Expression in Microarray Experiments, Statistical
 * Applications in Genetics and Molecular Biology 3, 2004.
 *
 * @param variance the usual one, of a fork
 * @param freedom how many degrees of freedom it is worth: many if the benchmarks are alike, 0 if nothing is usual
 */
public record UsualSpread(double variance, double freedom) {
    /** Says nothing: each benchmark stands for itself. */
    public static final UsualSpread UNKNOWN = new UsualSpread(0, 0);
    /** With two forks a side, the spread of one that is unlike the others cannot be told from theirs. */
    private static final int FEWEST_FORKS = 3;
    /** With fewer samples nothing is usual. */
    private static final int FEWEST_SAMPLES = 8;
    /** The fit assumes one shape of the distribution of spreads, which real ones need not have. So it counts half. */
    private static final double TRUST = 0.5;
    private static final double LEAST_FREEDOM = 1;
    private static final double MOST_FREEDOM = 1000;
    private static final double EXACT = 1e-6;

    /** The variance of the kept forks of a report. */
    record Sample(double variance, int kept) {
        double freedom() {
            return kept - 1.0;
        }

        private boolean isLargeEnough() {
            return kept >= FEWEST_FORKS;
        }

        private boolean isTelling() {
            return variance > 0 && isLargeEnough();
        }

        /** Returns what the logarithm of the variance would be without the bias of a small sample. */
        private double log() {
            return Math.log(variance) - bias(freedom());
        }
    }

    static UsualSpread of(List<Sample> samples) {
        List<Sample> telling = samples.stream().filter(Sample::isTelling).distinct().toList();
        if (telling.size() < FEWEST_SAMPLES) {
            return UNKNOWN;
        }
        double[] logs = telling.stream().mapToDouble(Sample::log).toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        double variance = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum() / (logs.length - 1);
        double byChance = telling.stream().mapToDouble(sample -> Trigamma.value(sample.freedom() / 2)).average()
                .orElseThrow();
        double freedom = freedom(variance - byChance);
        return freedom == LEAST_FREEDOM
                ? UNKNOWN
                : new UsualSpread(Math.exp(mean + bias(freedom)), freedom * TRUST);
    }

    /** Returns the mean of the logarithm of a variance with so many degrees of freedom, if the true one is 1. */
    private static double bias(double freedom) {
        return Digamma.value(freedom / 2) - Math.log(freedom / 2);
    }

    /** Returns the degrees of freedom with which the logarithms of variances vary so much, within the bounds. */
    private static double freedom(double variance) {
        if (variance >= Trigamma.value(LEAST_FREEDOM / 2)) {
            return LEAST_FREEDOM;
        }
        if (variance <= Trigamma.value(MOST_FREEDOM / 2)) {
            return MOST_FREEDOM;
        }
        return new BrentSolver(EXACT, EXACT, EXACT)
                .findRoot(freedom -> Trigamma.value(freedom / 2) - variance, LEAST_FREEDOM, MOST_FREEDOM);
    }

    /** Returns the variance to go by: between its own and the usual one, but not below its own. */
    double variance(Sample own) {
        return own.isLargeEnough()
                ? Math.max(own.variance, (freedom * variance + own.freedom() * own.variance)
                        / (freedom + own.freedom()))
                : own.variance;
    }

    double freedom(Sample own) {
        return own.freedom() + (own.isLargeEnough() ? freedom : 0);
    }
}
