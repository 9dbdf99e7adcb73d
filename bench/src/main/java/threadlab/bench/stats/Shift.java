package threadlab.bench.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a metric of one run with that of an earlier one. Rounds of two runs are no pairs, so this is {@link Welch}'s
 * test of the rounds that {@link LogRatios} keeps, with simultaneous intervals over all metrics.
 *
 * @param earlier positive finite values, one per round
 * @param now the same of the later run
 */
public record Shift(List<Double> earlier, List<Double> now) {

    /** Returns a finding per key, of now relative to earlier, with the confidence of {@link SignificanceTest}. */
    public static <K> Map<K, Finding> findings(Map<K, Shift> shifts) {
        var tests = new LinkedHashMap<K, @Nullable Test>();
        shifts.forEach((key, shift) -> tests.put(key, shift.test()));
        return TestFamily.judged(tests, SignificanceTest::corrected);
    }

    /** Returns null if there is nothing to test. */
    private @Nullable Test test() {
        LogRatios before = LogRatios.of(earlier);
        LogRatios after = LogRatios.of(now);
        return before != null && after != null && before.standardError() + after.standardError() > 0
                ? new Test(new Welch(before.asMean(), after.asMean()))
                : null;
    }

    private record Test(Welch welch) implements TestFamily.Test {
        @Override
        public double pValue() {
            return welch.pValue();
        }

        @Override
        public Finding finding(double pValue, int size) {
            return SignificanceTest.simultaneous(
                    welch.interval(SignificanceTest.confidenceOfEach(SignificanceTest.CONFIDENCE, size)), pValue);
        }
    }
}
