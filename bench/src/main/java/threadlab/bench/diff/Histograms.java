package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The times of sample mode: per fork and iteration a list of pairs, a time and how often it was met, ascending. The mean is
 * the benchmark's own score; two percentiles are compared beside it.
 */
final class Histograms {
    private static final Map<String, Double> PERCENTILES = Map.of("p0.50", 0.5, "p0.99", 0.99);

    private Histograms() {
    }

    static List<double[]> means(Object histograms) {
        return perIteration(histograms, Histograms::mean);
    }

    static Map<String, Metric> percentiles(Object histograms, String unit) {
        var metrics = new LinkedHashMap<String, Metric>();
        PERCENTILES.keySet().stream().sorted().forEach(name -> {
            List<double[]> forks = perIteration(histograms, samples -> percentile(samples, PERCENTILES.get(name)));
            double score = forks.stream().flatMapToDouble(java.util.Arrays::stream).average().orElse(Double.NaN);
            metrics.put(name, new Metric(score, unit, forks));
        });
        return metrics;
    }

    private record Sample(double time, double count) {
        static Sample of(Object pair) {
            List<?> both = Entry.list(pair, "a sample in rawDataHistogram");
            if (both.size() != 2) {
                throw new Malformed("a sample in rawDataHistogram is no pair");
            }
            return new Sample(Entry.number(both.get(0), "a time in rawDataHistogram"),
                    Entry.number(both.get(1), "a count in rawDataHistogram"));
        }
    }

    /** Iterations in which nothing was sampled are left out. */
    private static List<double[]> perIteration(Object histograms, ToDoubleFunction<List<Sample>> figure) {
        List<double[]> forks = new ArrayList<>();
        for (Object fork : Entry.list(histograms, "rawDataHistogram")) {
            forks.add(Entry.list(fork, "a fork in rawDataHistogram").stream()
                    .map(iteration -> Entry.list(iteration, "an iteration in rawDataHistogram").stream()
                            .map(Sample::of).toList())
                    .filter(samples -> !samples.isEmpty()).mapToDouble(figure).toArray());
        }
        return forks;
    }

    private static double count(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::count).sum();
    }

    private static double mean(List<Sample> samples) {
        return samples.stream().mapToDouble(sample -> sample.time * sample.count).sum() / count(samples);
    }

    /** The time that at least this part of the samples did not exceed. */
    private static double percentile(List<Sample> samples, double part) {
        double wanted = part * count(samples);
        double seen = 0;
        for (Sample sample : samples) {
            seen += sample.count;
            if (seen >= wanted) {
                return sample.time;
            }
        }
        return samples.getLast().time;
    }
}
