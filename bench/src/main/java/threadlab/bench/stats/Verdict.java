package threadlab.bench.stats;

/**
 * What the rounds show about a ratio of a candidate to the baseline. {@link Direction} says whether lower is better.
 */
public enum Verdict {
    /** The candidate has less than the baseline. */
    LOWER,
    /** The candidate has more than the baseline. */
    HIGHER,
    /** There may still be a difference: see {@link Finding#smallestDifference}. */
    NO_DIFFERENCE_SHOWN,
    /** Fewer than 4 rounds, or a ratio among them that is not a positive finite number. */
    TOO_FEW_ROUNDS
}
