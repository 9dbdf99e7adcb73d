package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.SignificanceTest;

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

    /**
     * Tests a family of ratios together. Keys without a round are left out of the result.
     *
     * @param family a ratio per round for each key
     */
    static <K> Map<K, Ratio> tested(Map<K, List<Double>> family) {
        Map<K, Ratio> tested = new LinkedHashMap<>();
        SignificanceTest.findings(family).forEach((key, finding) -> {
            List<Double> ratios = family.getOrDefault(key, List.of());
            MinMedianMax spread = MinMedianMax.of(ratios);
            if (spread != null) {
                tested.put(key,
                        new Ratio(spread.median(), spread.low(), spread.high(), ratios.size(), finding));
            }
        });
        return tested;
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

    /** Returns how many times at a load, and what that shows: {@code 0.50 times at 10 sessions (0.45 to 0.55)}. */
    String text(LoadPoint loadPoint, Plan plan) {
        String series = plan.series().size() > 1 ? ", " + loadPoint.seriesText() : "";
        String times = NumberFormat.times(range().estimate()) + " times at "
                + NumberFormat.sessions(loadPoint.sessions()) + series + " (" + NumberFormat.range(range());
        return times + (!isTested() ? "; too few rounds to test)" : differs() ? ")" : "; no difference is shown)");
    }
}
