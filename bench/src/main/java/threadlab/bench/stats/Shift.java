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
        var testable = new LinkedHashMap<K, Logs>();
        shifts.forEach((key, shift) -> {
            findings.put(key, Finding.TOO_FEW_ROUNDS);
            Logs logs = Logs.of(shift);
            if (logs != null) {
                testable.put(key, logs);
            }
        });
        double[] pValues = Holm
                .corrected(testable.values().stream().mapToDouble(logs -> logs.test().getPValue()).toArray());
        List<K> keys = new ArrayList<>(testable.keySet());
        for (int i = 0; i < keys.size(); i++) {
            findings.put(keys.get(i), testable.get(keys.get(i)).finding(pValues[i], keys.size()));
        }
        return findings;
    }

    private record Logs(LogRatios before, LogRatios after) {

        /** Null where there is nothing to test. */
        static Logs of(Shift shift) {
            LogRatios before = LogRatios.of(shift.earlier);
            LogRatios after = LogRatios.of(shift.now);
            return before != null && after != null && before.standardError() + after.standardError() > 0
                    ? new Logs(before, after)
                    : null;
        }

        TTest.Result test() {
            return TTest.withDefaults().test(after.mean(), after.variance(), after.kept(), before.mean(),
                    before.variance(), before.kept());
        }

        Finding finding(double pValue, int family) {
            Interval interval = interval(Judge.CONFIDENCE);
            Interval strictest = interval(1 - (1 - Judge.CONFIDENCE) / family);
            return new Finding(interval, pValue, Judge.verdict(interval, pValue, Judge.CONFIDENCE),
                    strictest.relativeHalfWidth());
        }

        private Interval interval(double confidence) {
            double error = Math.hypot(before.standardError(), after.standardError());
            double reach = error * TDistribution.of(test().getDegreesOfFreedom())
                    .inverseSurvivalProbability((1 - confidence) / 2);
            double shift = after.mean() - before.mean();
            return new Interval(Math.exp(shift), Math.exp(shift - reach), Math.exp(shift + reach));
        }
    }
}
