package threadlab.bench.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tests that are judged at once, since a reader looks through all of them for a difference. */
final class TestFamily {
    private TestFamily() {
    }

    /** One of them. */
    interface Test {
        /** Of this test alone, two-sided. */
        double pValue();

        /**
         * @param pValue corrected for the size of the family
         * @param size of the family
         */
        Finding finding(double pValue, int size);
    }

    /**
     * A finding per key, in the order given.
     *
     * @param tests null where there is nothing to test, which does not count for the size of the family
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
