package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with all orders of seven values, each looked at in the simplest way. */
class SplitTestTest {
    private static final int FEWEST = SplitTest.FEWEST;

    @ParameterizedTest
    @ValueSource(strings = {"1 2 1 2 1 2 1", "5 1 2 6 3 4 7", "1 3 2 9 9 8 9", "1 2 8 9 9 1 3", "1 2 3 2 9 9 1"})
    void thePValueIsTheShareOfTheOrdersThatAreAsDifferent(String text) {
        double[] values = SplitTest.clipped(Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray());
        double exact = Math.min(1, 2 * Math.min(share(values, SplitTestTest::ofBegin),
                share(values, SplitTestTest::ofAnyArc)));
        // It is known within a tenth: the drawing ends once a hundred orders are as different.
        assertThat(new SplitTest(values).result(1_000_000, 0).pValue()).isBetween(0.75 * exact, 1.25 * exact);
    }

    /** The last two but one differ most, and the last is alone then. */
    @Test
    void aSingleValueIsNoLevel() {
        assertThat(new SplitTest(new double[]{1, 2, 3, 2, 9, 9, 1}).result(1_000, 0).cuts()).doesNotContain(1, 6);
    }

    private static double share(double[] values, ToDoubleFunction<double[]> difference) {
        double[] counts = new double[2];
        countOrders(values.clone(), values.length, difference, difference.applyAsDouble(values) - 1e-9, counts);
        return counts[0] / counts[1];
    }

    /** Heap's way through all orders of the first values. */
    private static void countOrders(double[] values, int first, ToDoubleFunction<double[]> difference, double limit,
            double[] counts) {
        if (first == 1) {
            counts[0] += difference.applyAsDouble(values) >= limit ? 1 : 0;
            counts[1]++;
            return;
        }
        for (int i = 0; i < first; i++) {
            countOrders(values, first - 1, difference, limit, counts);
            int other = first % 2 == 0 ? i : 0;
            double value = values[other];
            values[other] = values[first - 1];
            values[first - 1] = value;
        }
    }

    private static double ofBegin(double[] values) {
        double most = 0;
        for (int to = FEWEST; to <= values.length - FEWEST; to++) {
            most = Math.max(most, difference(values, 0, to));
        }
        return most;
    }

    private static double ofAnyArc(double[] values) {
        double most = 0;
        for (int from = 0; from < values.length; from++) {
            for (int to = from + FEWEST; to <= values.length; to++) {
                boolean leavesOne = from == 1 || to == values.length - 1 || to - from > values.length - FEWEST;
                most = leavesOne ? most : Math.max(most, difference(values, from, to));
            }
        }
        return most;
    }

    /** The divergence of Matteson and James for exponent 2, without a factor that all arcs share. */
    private static double difference(double[] values, int from, int to) {
        double inside = Arrays.stream(values, from, to).average().orElseThrow();
        double outside = (Arrays.stream(values).sum() - inside * (to - from)) / (values.length - to + from);
        return (inside - outside) * (inside - outside) * (to - from) * (values.length - to + from);
    }
}
