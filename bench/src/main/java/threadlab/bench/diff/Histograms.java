package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.MalformedInput;

/**
 * Reads the histograms of sample mode: for each fork and iteration, a list of pairs of a time and its count. Their mean
 * is the score of the benchmark; JMH adds the percentiles as secondary metrics.
 */
final class Histograms {
    private Histograms() {
    }

    private record Bucket(double time, double count) {
        static Bucket of(@Nullable Object pair) {
            List<?> both = JmhResultParser.list(pair, "a sample in rawDataHistogram");
            if (both.size() != 2) {
                throw new MalformedInput("a sample in rawDataHistogram is no pair");
            }
            return new Bucket(JmhResultParser.number(both.get(0), "a time in rawDataHistogram"),
                    JmhResultParser.number(both.get(1), "a count in rawDataHistogram"));
        }
    }

    /** Returns the mean of each iteration, by fork. Iterations without any sample are left out. */
    static List<double[]> means(Object histograms) {
        List<double[]> forks = new ArrayList<>();
        for (Object fork : JmhResultParser.list(histograms, "rawDataHistogram")) {
            forks.add(JmhResultParser.list(fork, "a fork in rawDataHistogram").stream()
                    .map(iteration -> JmhResultParser.list(iteration, "an iteration in rawDataHistogram").stream()
                            .map(Bucket::of).toList())
                    .filter(buckets -> !buckets.isEmpty()).mapToDouble(Histograms::mean).toArray());
        }
        return forks;
    }

    private static double mean(List<Bucket> buckets) {
        return buckets.stream().mapToDouble(bucket -> bucket.time * bucket.count).sum()
                / buckets.stream().mapToDouble(Bucket::count).sum();
    }
}
