package threadlab.bench.verdict;

import threadlab.bench.stats.Interval;
import threadlab.bench.stats.Verdict;

/** The meaning of a ratio for somebody who has to decide. It follows from the interval alone. */
public enum Reading {
    /** The interval lies below 1. */
    LESS,
    /** The interval lies above 1. */
    MORE,
    /** The interval has 1 in it, and lies within the margin. */
    SAME,
    /** The interval has 1 in it, and reaches beyond the margin. */
    NOT_KNOWN,
    /** There is no interval. */
    TOO_FEW_ROUNDS;

    static Reading of(Ratio ratio, double margin) {
        Interval interval = ratio.finding().interval();
        if (interval == null) {
            return TOO_FEW_ROUNDS;
        }
        if (interval.excludesOne()) {
            return ratio.finding().verdict() == Verdict.LOWER ? LESS : MORE;
        }
        return interval.isWithin(margin) ? SAME : NOT_KNOWN;
    }

    public boolean isDifference() {
        return this == LESS || this == MORE;
    }

    public boolean isDecided() {
        return isDifference() || this == SAME;
    }
}
