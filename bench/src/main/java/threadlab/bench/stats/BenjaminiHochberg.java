package threadlab.bench.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects p values for their number: of the differences shown, the share of false ones stays below the level on average,
 * also where the figures depend on each other in the same direction. Milder than {@link Holm}, which promises not a
 * single one, and with a hundred benchmarks would hardly show anything. (Y. Benjamini, Y. Hochberg, Controlling the False
 * Discovery Rate, Journal of the Royal Statistical Society B 57, 1995.)
 */
final class BenjaminiHochberg {
    private BenjaminiHochberg() {
    }

    /** In the order given. The k-th smallest of n counts n / k times, and none more than one behind it. */
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
