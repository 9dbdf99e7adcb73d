package threadlab.bench.verdict;

import org.jspecify.annotations.Nullable;

/** The candidate that is shown to be better in a cell of a map. */
public enum Leader {
    BASELINE,
    OTHER,
    /** No difference is shown. */
    NOBODY;

    static Leader of(@Nullable Ratio ratio, Metric metric, Plan plan) {
        Reading reading = ratio == null ? Reading.TOO_FEW_ROUNDS : ratio.reading(plan);
        return !reading.isDifference() ? NOBODY : metric.isBetter(reading) ? OTHER : BASELINE;
    }
}
