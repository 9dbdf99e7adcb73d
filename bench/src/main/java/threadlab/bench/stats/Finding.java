package threadlab.bench.stats;

/**
 * What the rounds show of one ratio, as one of a family of comparisons.
 *
 * @param interval of this ratio alone; null for {@link Verdict#TOO_FEW_ROUNDS}
 * @param pValue corrected for the size of the family; null for {@link Verdict#TOO_FEW_ROUNDS}
 * @param smallestDifference relative: with 0.1, an estimate above 1.1 or below 1/1.1 would have been shown, whatever the
 *            rest of the family gave. A true difference of just this size is shown about every other time. null for
 *            {@link Verdict#TOO_FEW_ROUNDS}
 */
public record Finding(Interval interval, Double pValue, Verdict verdict, Double smallestDifference) {

    static final Finding TOO_FEW_ROUNDS = new Finding(null, null, Verdict.TOO_FEW_ROUNDS, null);

    public boolean isDifference() {
        return verdict == Verdict.LOWER || verdict == Verdict.HIGHER;
    }
}
