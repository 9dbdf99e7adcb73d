package threadlab.bench.stats;

import java.util.Arrays;
import java.util.List;

/**
 * A figure measured in several forks, JVMs of their own, each of which took it in several iterations. Only forks are
 * independent: the iterations of one share its compiled code and its layout in memory, and may all be off together. So a
 * fork counts as one value, its mean. (T. Kalibera, R. Jones, Rigorous Benchmarking in Reasonable Time, ISMM 2013.)
 * From seven forks on, one in seven is set aside at either end, as {@link LogRatios} has it.
 *
 * @param count of forks
 * @param kept of them, not set aside
 * @param logMean mean of the logarithms of the means of those kept
 * @param standardError of that mean; 0 for a single fork. Never less than the iterations within the forks account for:
 *            three forks may lie close to each other by chance
 */
public record Forks(int count, int kept, double logMean, double standardError) {

    /**
     * @param iterationsByFork a figure per iteration
     * @return null where the mean of a fork is not a positive finite number, or there is no fork
     */
    public static Forks of(List<double[]> iterationsByFork) {
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

    /** The relative variance that the means of forks would have if they differed by their iterations alone. */
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
