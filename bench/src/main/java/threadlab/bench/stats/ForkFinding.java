package threadlab.bench.stats;

import org.jspecify.annotations.Nullable;

/**
 * The result of the comparison of a score between two reports.
 *
 * @param interval of the ratio; a difference is shown where it excludes 1. Null if there is no evidence
 * @param pValue corrected for the size of the family; null if there is no evidence
 * @param base forks of the baseline that are set aside
 * @param now forks of the other report that are set aside
 * @param spread standard deviation of a fork, relative; null unless the evidence is forks
 */
public record ForkFinding(Evidence evidence, @Nullable Interval interval, @Nullable Double pValue, OddForks base,
        OddForks now, @Nullable Double spread) {

    public Verdict verdict() {
        if (interval == null) {
            return Verdict.TOO_FEW_ROUNDS;
        }
        if (!interval.excludesOne()) {
            return Verdict.NO_DIFFERENCE_SHOWN;
        }
        return interval.low() > 1 ? Verdict.HIGHER : Verdict.LOWER;
    }
}
