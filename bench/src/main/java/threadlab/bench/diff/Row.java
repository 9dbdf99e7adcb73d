package threadlab.bench.diff;

import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Interval;

/**
 * Scores of one benchmark in two reports.
 *
 * @param metric name of a secondary metric; null for the score of the benchmark itself
 * @param candidate name of the report that is compared with the baseline
 * @param score of the candidate
 */
record Row(BenchmarkKey key, @Nullable String metric, String candidate, Score baselineScore, Score score,
        Finding finding) {

    /** Returns the names of the benchmark and of the metric. */
    String label() {
        return key + (metric == null ? "" : " " + metric);
    }

    Change change() {
        return Change.of(finding, metric == null ? baselineScore.better() : Direction.NEITHER);
    }

    @Nullable
    Interval interval() {
        return finding.interval();
    }

    /** Returns the ratio of the scores. It is not positive, or not finite, if there is none. */
    double ratio() {
        Interval interval = interval();
        return interval == null ? score.value() / baselineScore.value() : interval.estimate();
    }

    boolean hasRatio() {
        return ratio() > 0 && Double.isFinite(ratio());
    }

    /** Returns how many times as long an operation takes, whatever the mode. */
    double cost() {
        return asCost(ratio());
    }

    /** Converts a ratio of scores into a ratio of costs. */
    double asCost(double ratio) {
        return baselineScore.better() == Direction.HIGHER ? 1 / ratio : ratio;
    }

    /** Returns the size of the change in either direction; 0 is no change. */
    double size() {
        return hasRatio() ? Math.abs(Math.log(ratio())) : 0;
    }
}
