package threadlab.bench.stats;

import java.util.List;

/** A figure over the rounds of a run: the middle one, the lowest and the highest. Not a confidence interval. */
public record MinMedianMax(double median, double low, double high) {

    /** Null where there is nothing to summarise. */
    public static MinMedianMax of(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new MinMedianMax(median, sorted.getFirst(), sorted.getLast());
    }
}
