package threadlab.bench.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A score measured in several forks, each of which is a JVM with several iterations. Only forks are independent: the
 * iterations of one share its compiled code and its layout in memory, and may all be off together. So a fork counts as
 * one value, its mean. (T. Kalibera, R. Jones, Rigorous Benchmarking in Reasonable Time, ISMM 2013.)
 *
 * @param logs logarithms of the means of the forks
 * @param within relative variance that each mean would have if only iterations varied; 0 where that is unknown
 * @param iterations what the iterations of the only fork say, or JMH's own error; null if that is unknown
 */
public record Forks(double[] logs, double[] within, Welch.@Nullable Mean iterations) {
    /** JMH computes its error for this confidence, in all versions. */
    private static final double JMH_CONFIDENCE = 0.999;

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
        double[] logs = Arrays.stream(means).map(Math::log).toArray();
        double[] within = iterationsByFork.stream().mapToDouble(Forks::relativeVarianceOfMean).toArray();
        if (!Arrays.stream(within).allMatch(Double::isFinite)) {
            return null; // the square of a value is beyond all numbers
        }
        return new Forks(logs, within, means.length > 1 || iterationsByFork.getFirst().length < 2
                ? null
                : new Welch.Mean(logs[0], Math.sqrt(within[0]), iterationsByFork.getFirst().length));
    }

    /**
     * Returns what JMH's own error says, where a report has no iterations. It counts them all as independent.
     *
     * @param score mean of the iterations
     * @param error half the width of their 99.9 % interval
     * @return null if that says nothing
     */
    public static @Nullable Forks ofError(double score, double error, int iterations) {
        if (!(score > 0 && Double.isFinite(score) && error >= 0 && Double.isFinite(error)) || iterations < 2) {
            return null;
        }
        double t = TDistribution.of(iterations - 1.0).inverseSurvivalProbability((1 - JMH_CONFIDENCE) / 2);
        return new Forks(new double[]{Math.log(score)}, new double[1],
                new Welch.Mean(Math.log(score), error / t / score, iterations));
    }

    private static double relativeVarianceOfMean(double[] iterations) {
        double mean = mean(iterations);
        return iterations.length < 2
                ? 0
                : Arrays.stream(iterations).map(value -> (value - mean) * (value - mean)).sum()
                        / (iterations.length - 1) / (mean * mean) / iterations.length;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    public int count() {
        return logs.length;
    }

    /**
     * Returns half the width of the interval of the mean on the logarithmic scale; NaN if nothing tells how much it
     * varies.
     */
    public double reach(double confidence) {
        Welch.Mean mean = count() > 1 ? mean(new boolean[count()], UsualSpread.UNKNOWN) : iterations;
        return mean == null
                ? Double.NaN
                : mean.standardError()
                        * TDistribution.of(mean.freedom()).inverseSurvivalProbability((1 - confidence) / 2);
    }

    boolean[] odd(double limit) {
        return OddForks.among(logs, limit);
    }

    /** Returns how much the forks differ; those that are odd are set aside. */
    UsualSpread.Sample spread(boolean[] odd) {
        double[] kept = kept(logs, odd);
        double mean = mean(kept);
        return new UsualSpread.Sample(
                Arrays.stream(kept).map(log -> (log - mean) * (log - mean)).sum() / (kept.length - 1), kept.length);
    }

    /** Returns what the forks say; those that are odd are set aside. */
    Welch.Mean mean(boolean[] odd, UsualSpread usual) {
        UsualSpread.Sample own = spread(odd);
        double variance = Math.max(usual.variance(own), mean(kept(within, odd)));
        return new Welch.Mean(mean(kept(logs, odd)), Math.sqrt(variance / own.kept()), own.kept(), usual.freedom(own));
    }

    private static double[] kept(double[] values, boolean[] odd) {
        return IntStream.range(0, values.length).filter(i -> !odd[i]).mapToDouble(i -> values[i]).toArray();
    }
}
