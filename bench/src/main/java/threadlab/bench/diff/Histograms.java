package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import threadlab.bench.input.MalformedInput;

/**
 * The times of sample mode: per fork and iteration a list of pairs, a time and how often it was met. The mean is the
 * benchmark's own score; JMH adds the percentiles as secondary figures.
 */
final class Histograms {
    private Histograms() {
    }

    static List<double[]> means(Object histograms) {
        return perIteration(histograms, Histograms::mean);
    }

    private record Sample(double time, double count) {
        static Sample of(Object pair) {
            List<?> both = JmhResultParser.list(pair, "a sample in rawDataHistogram");
            if (both.size() != 2) {
                throw new MalformedInput("a sample in rawDataHistogram is no pair");
            }
            return new Sample(JmhResultParser.number(both.get(0), "a time in rawDataHistogram"),
                    JmhResultParser.number(both.get(1), "a count in rawDataHistogram"));
        }
    }

    /** Iterations in which nothing was sampled are left out. */
    private static List<double[]> perIteration(Object histograms, ToDoubleFunction<List<Sample>> figure) {
        List<double[]> forks = new ArrayList<>();
        for (Object fork : JmhResultParser.list(histograms, "rawDataHistogram")) {
            forks.add(JmhResultParser.list(fork, "a fork in rawDataHistogram").stream()
                    .map(iteration -> JmhResultParser.list(iteration, "an iteration in rawDataHistogram").stream()
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
}
