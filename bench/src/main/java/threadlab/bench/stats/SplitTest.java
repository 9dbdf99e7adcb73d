package threadlab.bench.stats;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Tests whether a series has one level, and finds where it would be split. Two tests take turns, and the smaller p
 * value counts twice for it:
 *
 * <ul>
 * <li>Whether the values before some point have another mean than those after it, by the divergence of Matteson and
 * James for their exponent 2. This is sharp for a change, also for one near the end.
 * <li>Whether the values between some two points have another mean than all others, which finds a change that was taken
 * back; the first test may not. (A. B. Olshen, E. S. Venkatraman, R. Lucito, M. Wigler, Circular binary segmentation
 * for the analysis of array-based DNA copy number data, Biostatistics 5, 2004.)
 * </ul>
 *
 * <p>
 * Were there a single level, any order of the values would be as likely as theirs. So the p value is the share of
 * random orders that have as large a difference. It is exact whatever the noise looks like, as long as it does not
 * depend on what came before.
 */
final class SplitTest {
    /** A single value is no level. */
    static final int FEWEST = 2;
    private static final int TESTS = 2;
    /** The drawing ends when so many orders have as large a difference: the p value is known well enough. */
    private static final int ENOUGH = 100;
    /** Constant, so that the same reports always give the same result. */
    private static final long SEED = 20140321;
    /** Sums in another order differ by so little. */
    private static final double ROUNDING = 1 - 1e-9;
    /** In standard deviations. */
    private static final double FAR = 4;

    private final double[] deviations;
    /** By the number of values on one side; 0 where too few are on the other. */
    private final double[] weights;
    /** The largest sum that so many of the values have, or the other way round, by their number. */
    private final double[] largestSums;

    /**
     * The result.
     *
     * @param cuts indexes of the first values with another level, one or two
     */
    record Result(double pValue, List<Integer> cuts) {
    }

    /** Values from one index to another, and how different they are from the others. */
    private record Arc(int from, int to, double difference) {
    }

    SplitTest(double[] values) {
        int n = values.length;
        double[] clipped = clipped(values);
        double mean = Arrays.stream(clipped).average().orElseThrow();
        deviations = Arrays.stream(clipped).map(value -> value - mean).toArray();
        weights = new double[n + 1];
        for (int inside = FEWEST; inside <= n - FEWEST; inside++) {
            weights[inside] = (double) n / inside / (n - inside);
        }
        double[] ascending = deviations.clone();
        Arrays.sort(ascending);
        double[] smallest = prefixSums(ascending);
        largestSums = new double[n + 1];
        for (int inside = 1; inside <= n; inside++) {
            largestSums[inside] = Math.max(-smallest[inside], smallest[n] - smallest[n - inside]);
        }
    }

    /**
     * Returns the values, those that are far from the median moved to where far begins. So a report that was measured
     * while the machine stood still counts, but neither hides a change nor makes one. Levels are seldom that far apart
     * unless they are clear anyway.
     */
    static double[] clipped(double[] values) {
        double median = OddForks.median(values);
        double deviation = OddForks.median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
        double limit = deviation == 0 ? Double.POSITIVE_INFINITY : FAR * deviation / OddForks.MEDIAN_DEVIATION;
        return Arrays.stream(values).map(value -> Math.clamp(value, median - limit, median + limit)).toArray();
    }

    /** Returns the smallest p value that so many values can have: only orders with the same two sides are as clear. */
    static double leastPValue(int n) {
        double sides = 1;
        for (int i = 1; i <= n / 2; i++) {
            sides *= (double) (n - n / 2 + i) / i;
        }
        return TESTS * 2 / sides;
    }

    /**
     * Returns the p value and the split.
     *
     * @param draws number of random orders, at most
     * @param small a p value that is small enough for whatever is to be shown
     */
    Result result(int draws, double small) {
        Arc start = mostDifferent(prefixSums(deviations), 0);
        double ofStart = TESTS * pValue(start, 0, draws);
        if (ofStart > small) {
            Arc arc = mostDifferent(prefixSums(deviations), deviations.length);
            double ofArc = TESTS * pValue(arc, deviations.length, draws);
            if (ofArc < ofStart) {
                return new Result(Math.min(1, ofArc), cuts(arc));
            }
        }
        return new Result(Math.min(1, ofStart), cuts(start));
    }

    private List<Integer> cuts(Arc arc) {
        return Stream.of(arc.from, arc.to).filter(cut -> cut > 0 && cut < deviations.length).toList();
    }

    /** @param lastFrom the last index at which an arc may begin; 0 for the values before a point */
    private Arc mostDifferent(double[] sums, int lastFrom) {
        int n = deviations.length;
        Arc most = new Arc(0, FEWEST, 0);
        for (int from = 0; from <= Math.min(lastFrom, n - FEWEST); from += from == 0 ? FEWEST : 1) {
            for (int to = from + FEWEST; to <= n; to++) {
                double sum = sums[to] - sums[from];
                if (to != n - 1 && sum * sum * weights[to - from] > most.difference) {
                    most = new Arc(from, to, sum * sum * weights[to - from]);
                }
            }
        }
        return most;
    }

    /**
     * Returns whether any arc is as different. Most numbers of values need no look: no arc's sum is larger than that of
     * the largest values, nor than the range of all sums.
     */
    private boolean isAsDifferent(double[] sums, int lastFrom, double limit) {
        double range = range(sums);
        for (int inside = FEWEST; inside <= deviations.length - FEWEST; inside++) {
            double most = Math.min(range, largestSums[inside]);
            if (most * most * weights[inside] >= limit && isAsDifferent(sums, inside, lastFrom, limit)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAsDifferent(double[] sums, int inside, int lastFrom, double limit) {
        int n = deviations.length;
        for (int from = 0; from <= Math.min(lastFrom, n - inside); from += from == 0 ? FEWEST : 1) {
            double sum = sums[from + inside] - sums[from];
            if (from + inside != n - 1 && sum * sum * weights[inside] >= limit) {
                return true;
            }
        }
        return false;
    }

    private static double range(double[] sums) {
        double least = 0;
        double most = 0;
        for (double sum : sums) {
            least = Math.min(least, sum);
            most = Math.max(most, sum);
        }
        return most - least;
    }

    /**
     * Returns the p value. It is valid although the number of orders is not fixed. (J. Besag, P. Clifford, Sequential
     * Monte Carlo p-values, Biometrika 78, 1991.)
     */
    private double pValue(Arc arc, int lastFrom, int draws) {
        var random = new SplittableRandom(SEED);
        double[] shuffled = deviations.clone();
        double limit = arc.difference * ROUNDING;
        int asLarge = 0;
        for (int drawn = 1; drawn <= draws; drawn++) {
            shuffle(shuffled, random);
            if (isAsDifferent(prefixSums(shuffled), lastFrom, limit) && ++asLarge == ENOUGH) {
                return (double) ENOUGH / drawn;
            }
        }
        return (asLarge + 1.0) / (draws + 1);
    }

    private static double[] prefixSums(double[] values) {
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        return sums;
    }

    private static void shuffle(double[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = below(i + 1, random);
            double value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    /** Returns a random number below the bound, faster than by a division; the bias is less than one in a million. */
    private static int below(int bound, SplittableRandom random) {
        return (int) ((random.nextInt() & 0xffffffffL) * bound >>> Integer.SIZE);
    }
}
