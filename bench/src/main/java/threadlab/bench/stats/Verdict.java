package threadlab.bench.stats;

/**
 * The result of a test of a ratio between a candidate and the baseline. Whether lower is better depends on the {@link
 * Direction} of the metric.
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
