package threadlab.bench.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects p values for their number: of the differences shown, the share of false ones stays below the level on
 * average, also if the values depend on each other in the same direction. It is milder than Bonferroni's correction,
 * which keeps out every single one, and would hardly show a difference among a hundred benchmarks. (Y. Benjamini, Y.
 * Hochberg, Controlling the False Discovery Rate, Journal of the Royal Statistical Society B 57, 1995.)
 */
final class BenjaminiHochberg {
    private BenjaminiHochberg() {
    }

    /**
     * Returns the corrected values in the order given: the k-th smallest of n is multiplied by n / k, and none is
     * larger than a later one.
     */
    static double[] corrected(double[] pValues) {
        int[] descending = IntStream.range(0, pValues.length).boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> pValues[i]).reversed()).mapToInt(Integer::intValue)
                .toArray();
        double[] corrected = new double[pValues.length];
        double atMost = 1;
        for (int step = 0; step < descending.length; step++) {
            int rank = pValues.length - step;
            atMost = Math.min(atMost, pValues[descending[step]] * pValues.length / rank);
            corrected[descending[step]] = atMost;
        }
        return corrected;
    }
}
