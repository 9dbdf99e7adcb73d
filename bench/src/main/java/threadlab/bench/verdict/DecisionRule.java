package threadlab.bench.verdict;

import java.util.List;
import threadlab.bench.stats.SignificanceTest;
import threadlab.support.Preconditions;

/**
 * When a ratio is decided: shown to differ, or shown to be the same within a margin.
 *
 * @param margin a difference up to this share does not matter: with 0.05, a ratio of 1/1.05 to 1.05
 * @param looks numbers of rounds after which the run asks which ratios are decided, ascending; the last one is the
 *            most. Empty if the number of rounds is fixed
 */
public record DecisionRule(double margin, List<Integer> looks) {
    public static final double USUAL_MARGIN = 0.05;
    static final DecisionRule USUAL = new DecisionRule(USUAL_MARGIN, List.of());

    /** @throws IllegalArgumentException in one line, if a value makes no sense */
    public DecisionRule {
        looks = List.copyOf(looks);
        Preconditions.check(margin > 0 && margin <= 1, "margin", NumberFormat.wholePercent(margin),
                "more than 0 % to 100 %");
        Preconditions.check(looks.stream().sorted().distinct().toList().equals(looks)
                && looks.stream().allMatch(look -> look >= SignificanceTest.MIN_ROUNDS), "looks", looks,
                "ascending, from " + SignificanceTest.MIN_ROUNDS);
    }

    /** Returns the number of rounds at the last look before a round; 0 if there was none. */
    int lastLookBefore(int round) {
        return looks.stream().filter(look -> look < round).max(Integer::compare).orElse(0);
    }

    /** Returns the confidence of a family of ratios with which that of the run is reached, however often it looks. */
    double confidence() {
        return SignificanceTest.confidenceOfEachLook(SignificanceTest.CONFIDENCE, looks.size());
    }
}
