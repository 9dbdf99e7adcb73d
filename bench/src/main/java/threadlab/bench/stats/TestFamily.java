package threadlab.bench.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
    static <K> Map<K, Finding> judged(Map<K, ? extends Test> tests, UnaryOperator<double[]> correction) {
        Map<K, Finding> findings = new LinkedHashMap<>();
        List<K> keys = new ArrayList<>();
        tests.forEach((key, test) -> {
            findings.put(key, Finding.TOO_FEW_ROUNDS);
            if (test != null) {
                keys.add(key);
            }
        });
        double[] pValues = correction.apply(keys.stream().mapToDouble(key -> tests.get(key).pValue()).toArray());
        for (int i = 0; i < keys.size(); i++) {
            findings.put(keys.get(i), tests.get(keys.get(i)).finding(pValues[i], keys.size()));
        }
        return findings;
    }
}
