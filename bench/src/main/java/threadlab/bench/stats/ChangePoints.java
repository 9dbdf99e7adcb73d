package threadlab.bench.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds where the levels of many series have changed: E-divisive with a permutation test, for changes of the mean. (D.
 * S. Matteson, N. A. James, A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data, Journal
 * of the American Statistical Association 109, 2014.) A series is split where {@link SplitTest} finds two levels, then
 * each part in the same way, until no test finds any more.
 *
 * <p>
 * All series are searched together, in rounds, and each round of tests is a family of {@link BenjaminiHochberg}: among
 * a hundred series without any change, a test at 1 % each would find one.
 */
public final class ChangePoints {
    private static final int LEAST_DRAWS = 5_000;
    private static final int MOST_DRAWS = 100_000;
    /** A p value that is drawn is off by a tenth or so, and one that is just small enough is not always drawn so. */
    private static final double SURELY = 0.75;

    private ChangePoints() {
    }

    /** A part of a series in which no change has been found yet. */
    private record Part<K>(K key, double[] values, int from, int to) {
        int length() {
            return to - from;
        }

        Tested<K> tested(int draws, double small) {
            return new Tested<>(this, new SplitTest(Arrays.copyOfRange(values, from, to)).result(draws, small));
        }
    }

    /** A part that was tested. */
    private record Tested<K>(Part<K> part, SplitTest.Result result) {
        List<Integer> cuts() {
            return result.cuts().stream().map(cut -> part.from + cut).toList();
        }

        List<Part<K>> pieces() {
            List<Part<K>> pieces = new ArrayList<>();
            int start = part.from;
            for (int end : cuts()) {
                pieces.add(new Part<>(part.key, part.values, start, end));
                start = end;
            }
            pieces.add(new Part<>(part.key, part.values, start, part.to));
            return pieces;
        }
    }

    /**
     * Returns the changes of each series, ascending, in the order given.
     *
     * @param series logarithms of values, by key
     * @param confidence the share of the changes that are real, on average: 0.99 is 99 %
     */
    public static <K> Map<K, List<ChangePoint>> of(Map<K, double[]> series, double confidence) {
        Map<K, SortedMap<Integer, Double>> found = new LinkedHashMap<>();
        List<Part<K>> parts = new ArrayList<>();
        series.forEach((key, values) -> parts.add(new Part<>(key, values, 0, values.length)));
        while (!parts.isEmpty()) {
            List<Tested<K>> tested = tested(parts, 1 - confidence);
            double[] corrected = corrected(tested);
            parts.clear();
            for (int i = 0; i < corrected.length; i++) {
                Tested<K> test = tested.get(i);
                if (corrected[i] <= 1 - confidence) {
                    for (int cut : test.cuts()) {
                        found.computeIfAbsent(test.part.key, none -> new TreeMap<>()).put(cut, corrected[i]);
                    }
                    parts.addAll(test.pieces());
                }
            }
        }
        Map<K, List<ChangePoint>> changes = new LinkedHashMap<>();
        series.forEach((key, values) -> changes.put(key,
                changes(values, found.getOrDefault(key, new TreeMap<>()), confidence)));
        return changes;
    }

    /**
     * Tests the parts that are long enough: what can show nothing does not count for the size of the family. Most are
     * decided by a few random orders. Those that nearly pass, or would pass alone, get more. (G. K. Sandve, E.
     * Ferkingstad, S. Nyg&#229;rd, Sequential Monte Carlo multiple testing, Bioinformatics 27, 2011.)
     */
    private static <K> List<Tested<K>> tested(List<Part<K>> parts, double level) {
        int fewest = fewest(1 - level);
        List<Part<K>> testable = parts.stream().filter(part -> part.length() >= fewest).toList();
        double small = level / Math.max(1, testable.size());
        List<Tested<K>> tested = testable.parallelStream().map(part -> part.tested(LEAST_DRAWS, small)).toList();
        double[] corrected = corrected(tested);
        return IntStream.range(0, corrected.length).parallel().mapToObj(i -> {
            boolean isOpen = corrected[i] > level && tested.get(i).result.pValue() <= 2 * level;
            return isOpen ? testable.get(i).tested(MOST_DRAWS, small) : tested.get(i);
        }).toList();
    }

    private static <K> double[] corrected(List<Tested<K>> tested) {
        return BenjaminiHochberg.corrected(tested.stream().mapToDouble(test -> test.result.pValue()).toArray());
    }

    /** Returns how many values a series needs so that the clearest change can be told from chance. */
    public static int fewest(double confidence) {
        int n = 2 * SplitTest.FEWEST;
        while (SplitTest.leastPValue(n) > SURELY * (1 - confidence)) {
            n++;
        }
        return n;
    }

    private static List<ChangePoint> changes(double[] values, SortedMap<Integer, Double> found, double confidence) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        starts.addAll(found.keySet());
        starts.add(values.length);
        List<ChangePoint> changes = new ArrayList<>();
        found.forEach((at, pValue) -> {
            int i = starts.indexOf(at);
            var shift = new Welch(level(values, starts.get(i - 1), at), level(values, at, starts.get(i + 1)));
            changes.add(new ChangePoint(at, pValue, Math.exp(shift.base().value()), Math.exp(shift.now().value()),
                    shift.interval(confidence)));
        });
        return changes;
    }

    private static Welch.Mean level(double[] values, int from, int to) {
        double[] level = SplitTest.clipped(Arrays.copyOfRange(values, from, to));
        double mean = Arrays.stream(level).average().orElseThrow();
        double variance = Arrays.stream(level).map(value -> (value - mean) * (value - mean)).sum()
                / (level.length - 1);
        return new Welch.Mean(mean, Math.sqrt(variance / level.length), level.length);
    }
}
