package threadlab.bench.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

/**
 * How a figure differs between two benchmark reports: Welch's test on the logarithms of the forks' means. (B. L. Welch, The
 * generalization of Student's problem, Biometrika 34, 1947.)
 *
 * @param base null where it has no figure that a ratio can be formed of
 * @param now likewise
 */
public record ForkShift(Forks base, Forks now) {
    /** A single fork says nothing about how much forks differ. */
    public static final int FEWEST_FORKS = 2;

    /**
     * A finding per key, of now by base. A difference is shown if the test says so after the correction of
     * {@link BenjaminiHochberg} and the interval excludes 1.
     *
     * @param confidence of each interval; also that of all differences shown this share is real
     */
    public static <K> Map<K, Finding> findings(Map<K, ForkShift> shifts, double confidence) {
        Map<K, Finding> findings = new LinkedHashMap<>();
        Map<K, ForkShift> family = new LinkedHashMap<>();
        shifts.forEach((key, shift) -> {
            findings.put(key, Finding.TOO_FEW_ROUNDS);
            if (shift.isTestable()) {
                family.put(key, shift);
            }
        });
        double[] pValues = BenjaminiHochberg
                .corrected(family.values().stream().mapToDouble(ForkShift::pValue).toArray());
        List<K> keys = new ArrayList<>(family.keySet());
        for (int i = 0; i < keys.size(); i++) {
            Interval interval = family.get(keys.get(i)).interval(confidence);
            findings.put(keys.get(i), new Finding(interval, pValues[i],
                    Judge.verdict(interval, pValues[i], confidence), interval.relativeHalfWidth()));
        }
        return findings;
    }

    private boolean isTestable() {
        return base != null && now != null && Math.min(base.count(), now.count()) >= FEWEST_FORKS;
    }

    /** Two-sided. Figures that do not vary at all leave no doubt either way. */
    private double pValue() {
        if (standardError() == 0) {
            return base.logMean() == now.logMean() ? 1 : 0;
        }
        return test().getPValue();
    }

    private TTest.Result test() {
        return TTest.withDefaults().test(now.logMean(), now.variance(), now.kept(), base.logMean(), base.variance(),
                base.kept());
    }

    private double standardError() {
        return Math.hypot(base.standardError(), now.standardError());
    }

    private Interval interval(double confidence) {
        double error = standardError();
        double reach = error == 0
                ? 0
                : error * TDistribution.of(test().getDegreesOfFreedom())
                        .inverseSurvivalProbability((1 - confidence) / 2);
        double shift = now.logMean() - base.logMean();
        return new Interval(Math.exp(shift), Math.exp(shift - reach), Math.exp(shift + reach));
    }
}
