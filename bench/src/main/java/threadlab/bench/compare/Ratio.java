package threadlab.bench.compare;

import java.util.List;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Spread;

/**
 * One figure of a contestant by that of the first contestant, formed within each round.
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
        Spread spread = Spread.of(ratios);
        return spread == null ? null : new Ratio(spread.median(), spread.low(), spread.high(), ratios.size(), finding);
    }
}
