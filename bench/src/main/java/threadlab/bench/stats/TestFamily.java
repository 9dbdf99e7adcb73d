package threadlab.bench.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Corrects tests for their number, since a reader looks through all of them for a difference. */
final class TestFamily {
    private TestFamily() {
    }

    interface Test {
        /** Returns the two-sided p value of this test alone. */
        double pValue();

        /**
         * Returns the finding of this test.
         *
         * @param pValue corrected for the size of the family
         * @param size of the family
         */
        Finding finding(double pValue, int size);
    }

    /**
     * Returns a finding per key, in the order given.
     *
     * @param tests null for a key with nothing to test, which does not count for the size of the family
     * @param correction of p values for their number
     */
    static <K> Map<K, Finding> judged(Map<K, ? extends @Nullable Test> tests, UnaryOperator<double[]> correction) {
        Map<K, Finding> findings = new LinkedHashMap<>();
        Map<K, Test> family = new LinkedHashMap<>();
        tests.forEach((key, test) -> {
            findings.put(key, Finding.TOO_FEW_ROUNDS);
            if (test != null) {
                family.put(key, test);
            }
        });
        double[] pValues = correction.apply(family.values().stream().mapToDouble(Test::pValue).toArray());
        int i = 0;
        for (var member : family.entrySet()) {
            findings.put(member.getKey(), member.getValue().finding(pValues[i++], family.size()));
        }
        return findings;
    }
}
