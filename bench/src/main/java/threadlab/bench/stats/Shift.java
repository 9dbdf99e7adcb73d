package threadlab.bench.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

/**
 * How a figure of one run differs from the same figure of an earlier one. Rounds of two runs are no pairs, so this is
 * Welch's test on the logarithms (B. L. Welch, The generalization of Student's problem, Biometrika 34, 1947), of
 * the rounds that {@link LogRatios} keeps, with {@link Holm}'s correction over all figures that are looked at.
 *
 * @param earlier positive finite figures, one a round
 * @param now the same of the later run
 */
public record Shift(List<Double> earlier, List<Double> now) {

    /** A finding per key, of now over earlier, with the confidence of {@link Judge}. */
    public static <K> Map<K, Finding> findings(Map<K, Shift> shifts) {
        var findings = new LinkedHashMap<K, Finding>();
        List<K> keys = new ArrayList<>();
        List<TTest.Result> tests = new ArrayList<>();
        shifts.forEach((key, shift) -> {
            findings.put(key, Finding.TOO_FEW_ROUNDS);
            if (shift.isTestable()) {
                keys.add(key);
                tests.add(shift.test());
            }
        });
        double[] pValues = Holm.corrected(tests.stream().mapToDouble(TTest.Result::getPValue).toArray());
        for (int i = 0; i < keys.size(); i++) {
            findings.put(keys.get(i), shifts.get(keys.get(i)).finding(tests.get(i), pValues[i], keys.size()));
        }
        return findings;
    }

    private boolean isTestable() {
        LogRatios before = LogRatios.of(earlier);
        LogRatios after = LogRatios.of(now);
        return before != null && after != null && before.standardError() + after.standardError() > 0;
    }

    private TTest.Result test() {
        LogRatios before = LogRatios.of(earlier);
        LogRatios after = LogRatios.of(now);
        return TTest.withDefaults().test(after.mean(), after.variance(), after.kept(), before.mean(),
                before.variance(), before.kept());
    }

    private Finding finding(TTest.Result test, double pValue, int family) {
        Interval interval = interval(test, Judge.CONFIDENCE);
        Interval strictest = interval(test, 1 - (1 - Judge.CONFIDENCE) / family);
        return new Finding(interval, pValue, Judge.verdict(interval, pValue, Judge.CONFIDENCE),
                strictest.relativeHalfWidth());
    }

    private Interval interval(TTest.Result test, double confidence) {
        LogRatios before = LogRatios.of(earlier);
        LogRatios after = LogRatios.of(now);
        double error = Math.hypot(before.standardError(), after.standardError());
        double reach = error * TDistribution.of(test.getDegreesOfFreedom())
                .inverseSurvivalProbability((1 - confidence) / 2);
        double shift = after.mean() - before.mean();
        return new Interval(Math.exp(shift), Math.exp(shift - reach), Math.exp(shift + reach));
    }
}
