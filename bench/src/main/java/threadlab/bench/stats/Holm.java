package threadlab.bench.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects p values for their number: the chance of a false finding in the whole family stays below the level, also if
 * the values depend on each other. (S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian
 * Journal of Statistics 6, 1979.)
 */
final class Holm {
    private Holm() {
    }

    /**
     * Returns the corrected values in the order given: the smallest is multiplied by n, the next by n - 1, and none is
     * smaller than one before it.
     */
    static double[] corrected(double[] pValues) {
        int[] ascending = IntStream.range(0, pValues.length).boxed().sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue).toArray();
        double[] corrected = new double[pValues.length];
        double atLeast = 0;
        for (int step = 0; step < ascending.length; step++) {
            double p = pValues[ascending[step]] * (pValues.length - step);
            atLeast = Math.clamp(p, atLeast, 1);
            corrected[ascending[step]] = atLeast;
        }
        return corrected;
    }
}
