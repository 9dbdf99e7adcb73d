package threadlab.bench.stats;

/** Which values of a metric are better. */
public enum Direction {
    HIGHER_IS_BETTER, LOWER_IS_BETTER, NEITHER;

    /** Returns whether a difference is a change for the worse. */
    public boolean isWorse(Verdict verdict) {
        return switch (this) {
            case HIGHER_IS_BETTER -> verdict == Verdict.LOWER;
            case LOWER_IS_BETTER -> verdict == Verdict.HIGHER;
            case NEITHER -> false;
        };
    }
}
