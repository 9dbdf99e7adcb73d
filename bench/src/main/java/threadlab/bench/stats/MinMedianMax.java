package threadlab.bench.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric over the rounds of a run: the median, the lowest and the highest value. Not a confidence interval. */
public record MinMedianMax(double median, double low, double high) {

    /** Returns null if there are no values. */
    public static @Nullable MinMedianMax of(List<Double> values) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new MinMedianMax(median, sorted.getFirst(), sorted.getLast());
    }
}
