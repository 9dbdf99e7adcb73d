package threadlab.bench.diff;

import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Evidence;
import threadlab.bench.stats.ForkFinding;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.OddForks;
import threadlab.bench.stats.Verdict;
import threadlab.bench.verdict.NumberFormat;

/**
 * Scores of one benchmark in two reports.
 *
 * @param metric name of a secondary metric; null for the score of the benchmark itself
 * @param candidate name of the report that is compared with the baseline
 * @param score of the candidate, in the unit of the baseline's
 * @param margin within which two scores are the same
 */
record Row(BenchmarkKey key, @Nullable String metric, String candidate, Score baselineScore, Score score,
        ForkFinding finding, double margin) {
    static final Comparator<Row> MOST_IMPORTANT_FIRST = Comparator.comparing(Row::change)
            .thenComparing(Comparator.comparingDouble(Row::size).reversed());

    /** What two tables of JMH print alike is no difference. */
    private static final double RESOLUTION = 0.0005;
    /** JMH itself allocates a little. */
    private static final double LEAST_BYTES = 1;

    Change change() {
        if (metric == null && score.hasSamplesOf(baselineScore)) {
            return Change.NOT_MEASURED_AGAIN;
        }
        if (!hasRatio()) {
            return metric == null ? Change.TOO_FEW_SAMPLES : fromOrToNothing();
        }
        Verdict verdict = finding.verdict();
        if ((verdict == Verdict.HIGHER || verdict == Verdict.LOWER) && !isNegligible()) {
            return Change.shown(verdict == Verdict.HIGHER, better());
        }
        if (slowForks(finding.now()) > 0 && slowForks(finding.base()) == 0) {
            return Change.SLOW_FORKS;
        }
        if (verdict == Verdict.TOO_FEW_ROUNDS) {
            return Change.TOO_FEW_SAMPLES;
        }
        return isWithin(margin) || isNegligible() ? Change.SAME : Change.NO_DIFFERENCE_SHOWN;
    }

    /** Something that was never there before, or is never there any more, needs no ratio to be seen. */
    private Change fromOrToNothing() {
        if (isNegligible()) {
            return Change.SAME;
        }
        if (baselineScore.isAlways(0) && score.isPositiveInEachFork()) {
            return Change.MORE;
        }
        return score.isAlways(0) && baselineScore.isPositiveInEachFork() ? Change.LESS : Change.TOO_FEW_SAMPLES;
    }

    private boolean isNegligible() {
        return isWithin(RESOLUTION) || metric != null && baselineScore.value() == score.value()
                || baselineScore.unit().equals("B/op")
                        && Math.abs(baselineScore.value() - score.value()) < LEAST_BYTES;
    }

    private boolean isWithin(double part) {
        Interval interval = interval();
        return interval != null && interval.isWithin(part);
    }

    /** A secondary metric has no better direction. */
    private Direction better() {
        return metric == null ? baselineScore.better() : Direction.NEITHER;
    }

    int slowForks(OddForks forks) {
        return switch (better()) {
            case HIGHER -> forks.low();
            case LOWER -> forks.high();
            case NEITHER -> 0;
        };
    }

    /** Returns what the row shows, with a star if that is within one fork only. */
    String verdict() {
        String words = switch (change()) {
            case SLOW_FORKS -> "slow in " + finding.now().count() + " of " + finding.now().forks() + " forks";
            case SAME -> "the same within " + NumberFormat.wholePercent(margin);
            case TOO_FEW_SAMPLES -> hasRatio() ? change().toString() : "no ratio";
            default -> change().toString();
        };
        return words + (isByIterations() ? " *" : "");
    }

    /** Returns which forks the ratio is without; empty if it is of all. */
    String setAside() {
        return Stream.of(setAside("base", finding.base()), setAside("new", finding.now()))
                .filter(side -> !side.isEmpty()).collect(Collectors.joining("; "));
    }

    private String setAside(String side, OddForks odd) {
        if (odd.count() == 0) {
            return "";
        }
        double slow = asCost(odd.times());
        return side + ": " + odd.count() + " of " + odd.forks() + " forks set aside, "
                + (slow < 1
                        ? NumberFormat.times(1 / slow) + " times as fast"
                        : NumberFormat.times(slow) + " times as slow");
    }

    int fewestForks() {
        return Math.min(baselineScore.iterationsByFork().size(), score.iterationsByFork().size());
    }

    boolean isByIterations() {
        return finding.evidence() == Evidence.ITERATIONS && isJudged();
    }

    boolean isJudged() {
        return change().compareTo(Change.TOO_FEW_SAMPLES) < 0;
    }

    /** Returns why there is no verdict. */
    String reason() {
        if (change() == Change.NOT_MEASURED_AGAIN) {
            return "since both reports have the same samples: they were not measured again";
        }
        if (!(Double.isFinite(baselineScore.value()) && Double.isFinite(score.value()))) {
            return "with a score that is not a number";
        }
        if (!hasRatio()) {
            return "with a score that is zero or negative";
        }
        if (baselineScore.iterationsByFork().isEmpty() || score.iterationsByFork().isEmpty()) {
            return "without iterations and without JMH's error in a report";
        }
        return baselineScore.forks() == null || score.forks() == null
                ? "with a fork that measured nothing, zero, or what is not a number"
                : "with a single fork of a single iteration in a report";
    }

    @Nullable
    Interval interval() {
        return finding.interval();
    }

    /** Returns the ratio of the scores. It is not a number if there is none. */
    double ratio() {
        Interval interval = interval();
        if (interval != null) {
            return interval.estimate();
        }
        double ratio = score.value() / baselineScore.value();
        return score.value() > 0 && ratio > 0 && Double.isFinite(ratio) ? ratio : Double.NaN;
    }

    boolean hasRatio() {
        return !Double.isNaN(ratio());
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
