package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.Interval;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.SignificanceTest;
import threadlab.support.Counted;

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
    private static final int MANY_ROUNDS = 100;

    /**
     * Tests a family of ratios together. Keys without a round are left out of the result.
     *
     * @param family a ratio per round for each key
     */
    static <K> Map<K, Ratio> tested(Map<K, List<Double>> family, DecisionRule rule) {
        return tested(family, rule, 0);
    }

    /**
     * Tests a family of ratios together that may grow.
     *
     * @param size that it can grow to
     */
    static <K> Map<K, Ratio> tested(Map<K, List<Double>> family, DecisionRule rule, int size) {
        Map<K, Ratio> tested = new LinkedHashMap<>();
        SignificanceTest.findings(family, rule.confidence(), size).forEach((key, finding) -> {
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

    /** Returns what it says to a reader, with the margin of the run. */
    public Reading reading(Plan plan) {
        return Reading.of(this, plan.rule().margin());
    }

    /**
     * Returns how many more rounds would probably decide it, if they are like those so far: the interval becomes
     * narrower with the square root of their number. 0 if it is decided, or has no interval.
     */
    public int roundsToDecide(Plan plan) {
        if (reading(plan) != Reading.NOT_KNOWN) {
            return 0;
        }
        double margin = Math.log1p(plan.rule().margin());
        double distance = Math.abs(Math.log(range().estimate()));
        double half = Math.log(range().high() / range().low()) / 2;
        double enough = Math.max(distance, margin - distance); // to exclude 1, or to lie within the margin
        return (int) Math.max(1, Math.ceil(rounds * (half * half / (enough * enough) - 1)));
    }

    /** Returns what it says in words: {@code 55 % less}, or {@code not known; about 12 more rounds would decide}. */
    public String words(Plan plan) {
        return shortWords(plan) + switch (reading(plan)) {
            case SAME -> " within " + NumberFormat.wholePercent(plan.rule().margin());
            case NOT_KNOWN -> "; " + moreRounds(roundsToDecide(plan)) + " would decide";
            default -> "";
        };
    }

    /** Returns a number of rounds, as far as it is worth something. */
    static String moreRounds(int rounds) {
        return rounds > MANY_ROUNDS
                ? "more than " + MANY_ROUNDS + " more rounds"
                : "about " + Counted.of(rounds, "more round");
    }

    /** Returns what it says in few words: {@code 55 % less}, or {@code not known}. */
    public String shortWords(Plan plan) {
        Reading reading = reading(plan);
        return switch (reading) {
            case LESS, MORE -> new Step(reading, List.of(0), List.of(this)).difference("")
                    .replaceFirst(" times the $", " times as much").strip();
            case SAME -> "the same";
            case NOT_KNOWN -> "not known";
            case TOO_FEW_ROUNDS -> "too few rounds";
        };
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
        return times + switch (reading(plan)) {
            case LESS, MORE -> ")";
            case SAME -> "; the same within " + NumberFormat.wholePercent(plan.rule().margin()) + ")";
            case NOT_KNOWN -> "; no difference is shown)";
            case TOO_FEW_ROUNDS -> "; too few rounds to test)";
        };
    }
}
