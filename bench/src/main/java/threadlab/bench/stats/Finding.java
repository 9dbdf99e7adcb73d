package threadlab.bench.stats;

import org.jspecify.annotations.Nullable;

/**
 * The result of the test of one ratio, which is tested in a family with others. All but the verdict is null for {@link
 * Verdict#TOO_FEW_ROUNDS}.
 *
 * @param interval from which the verdict follows: it excludes 1 if a difference is shown, and only then
 * @param pValue corrected for the size of the family
 * @param smallestDifference relative: with 0.1, an estimate above 1.1 or below 1/1.1 would have been shown. A true
 *            difference of just this size is shown about every other time
 */
public record Finding(@Nullable Interval interval, @Nullable Double pValue, Verdict verdict,
        @Nullable Double smallestDifference) {

    static final Finding TOO_FEW_ROUNDS = new Finding(null, null, Verdict.TOO_FEW_ROUNDS, null);

    public boolean isDifference() {
        return verdict == Verdict.LOWER || verdict == Verdict.HIGHER;
    }
}
