package threadlab.bench.verdict;

import java.util.List;
import java.util.Optional;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.MinMedianMax;

/**
 * One metric of a candidate divided by that of the baseline, formed within each round.
 *
 * @param median over the rounds
 * @param low the lowest round; not a confidence limit
 * @param high the highest round; not a confidence limit
 * @param rounds in which both have the metric
 * @param finding what the rounds show, tested together with the same metric's other ratios in the run
 */
public record Ratio(double median, double low, double high, int rounds, Finding finding) {

    /** Returns nothing if there is no round to summarise. */
    static Optional<Ratio> of(List<Double> ratios, Finding finding) {
        return Optional.ofNullable(MinMedianMax.of(ratios))
                .map(spread -> new Ratio(spread.median(), spread.low(), spread.high(), ratios.size(), finding));
    }

    /** Returns whether there are enough rounds for an interval. */
    public boolean isTested() {
        return finding.interval() != null;
    }

    public boolean differs() {
        return finding.isDifference();
    }

    /** Returns the estimate and its interval; with too few rounds for one, the median and the range of the rounds. */
    public Interval range() {
        Interval interval = finding.interval();
        return interval == null ? new Interval(median, low, high) : interval;
    }
}
