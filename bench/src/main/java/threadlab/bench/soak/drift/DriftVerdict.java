package threadlab.bench.soak.drift;

import threadlab.bench.stats.Trend;

/** What the steady part shows of a resource. */
public enum DriftVerdict {
    /** It rises. */
    DRIFTS,
    /** It rises, by so little that it does not count. */
    WITHIN_TOLERANCE,
    /** It falls: it had not settled yet, or was given back. Nothing is leaked so. */
    FALLS,
    /** There may be one all the same: see {@link Drift#visiblePerMinute}. */
    NO_DRIFT_SHOWN,
    /** Too few samples to tell. */
    TOO_SHORT,
    /** This system does not tell it. */
    NOT_TOLD;

    /** @param tolerated rise over the whole length */
    static DriftVerdict of(Trend trend, double length, double tolerated) {
        if (trend.low() > 0) {
            return trend.slope() * length > tolerated ? DRIFTS : WITHIN_TOLERANCE;
        }
        return trend.high() < 0 ? FALLS : NO_DRIFT_SHOWN;
    }
}
