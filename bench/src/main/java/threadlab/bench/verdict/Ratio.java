package threadlab.bench.verdict;

import java.util.List;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.MinMedianMax;

/**
 * One figure of an entrant by that of the base, formed within each round.
 *
 * @param median over the rounds
 * @param low the lowest round; not a confidence limit
 * @param high the highest round; not a confidence limit
 * @param rounds in which both have the figure
 * @param finding what the rounds show, judged together with the same figure's other ratios in the run
 */
public record Ratio(double median, double low, double high, int rounds, Finding finding) {

    /** Null where there is no ratio. */
    static Ratio of(List<Double> ratios, Finding finding) {
        MinMedianMax spread = MinMedianMax.of(ratios);
        return spread == null ? null : new Ratio(spread.median(), spread.low(), spread.high(), ratios.size(), finding);
    }

    /** There are rounds enough for an interval. */
    public boolean isJudged() {
        return finding.interval() != null;
    }

    public boolean differs() {
        return finding.isDifference();
    }

    /** With its interval where there are rounds enough for one, else the median with the range of the rounds. */
    public Interval range() {
        return isJudged() ? finding.interval() : new Interval(median, low, high);
    }
}
