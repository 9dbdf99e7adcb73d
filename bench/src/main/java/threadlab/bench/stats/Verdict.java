package threadlab.bench.stats;

/** What the rounds show of a ratio, contestant over base. Whether lower is better depends on the figure. */
public enum Verdict {
    /** The contestant's figure is below the base's. */
    LOWER,
    /** The contestant's figure is above the base's. */
    HIGHER,
    /** There may be one all the same: see {@link Finding#smallestDifference}. */
    NO_DIFFERENCE_SHOWN,
    /** Fewer than 4 rounds, or a ratio among them that is not a positive finite number. */
    TOO_FEW_ROUNDS
}
