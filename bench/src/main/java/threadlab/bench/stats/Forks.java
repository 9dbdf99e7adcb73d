package threadlab.bench.stats;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score measured in several forks, each of which is a JVM with several iterations. Only forks are independent: the
 * iterations of one share its compiled code and its layout in memory, and may all be off together. So a fork counts as
 * one value, its mean. (T. Kalibera, R. Jones, Rigorous Benchmarking in Reasonable Time, ISMM 2013.) With seven forks
 * or more, one in seven is trimmed at either end, as {@link LogRatios} does it.
 *
 * @param count number of forks
 * @param kept number of forks that are not trimmed
 * @param logMean mean of the logarithms of the means of the forks that are kept
 * @param standardError of that mean; 0 for a single fork. It is never smaller than the iterations within the forks
 *            imply, since three forks may be close to each other by chance
 */
public record Forks(int count, int kept, double logMean, double standardError) {

    /**
     * Returns null if there is no fork, or if the mean of one is not a positive finite number.
     *
     * @param iterationsByFork a score per iteration
     */
    public static @Nullable Forks of(List<double[]> iterationsByFork) {
        double[] means = iterationsByFork.stream().mapToDouble(Forks::mean).toArray();
        if (means.length == 0 || !Arrays.stream(means).allMatch(mean -> mean > 0 && Double.isFinite(mean))) {
            return null;
        }
        LogRatios logs = LogRatios.ofLogs(Arrays.stream(means).map(Math::log).sorted().toArray());
        double error = means.length < 2
                ? 0
                : Math.max(logs.standardError(), Math.sqrt(withinForks(iterationsByFork) / logs.kept()));
        return new Forks(means.length, logs.kept(), logs.mean(), error);
    }

    /** Returns the relative variance that the means of forks would have if only iterations varied. */
    private static double withinForks(List<double[]> iterationsByFork) {
        return iterationsByFork.stream().mapToDouble(iterations -> {
            double mean = mean(iterations);
            return iterations.length < 2 ? 0 : variance(iterations, mean) / (mean * mean) / iterations.length;
        }).average().orElse(0);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double variance(double[] values, double mean) {
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1);
    }

    Welch.Mean asMean() {
        return new Welch.Mean(logMean, standardError, kept);
    }
}
