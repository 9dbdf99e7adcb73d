package threadlab.bench.soak.drift;

import threadlab.bench.stats.Trend;

/** What the steady state shows about a resource. */
public enum DriftVerdict {
    /** It rises. */
    DRIFTS,
    /** It rises by so little that it does not count. */
    WITHIN_TOLERANCE,
    /** It falls: it had not settled yet, or was given back. This is no leak. */
    FALLS,
    /** It may still drift by less than {@link Drift#detectablePerMinute}. */
    NO_DRIFT_SHOWN,
    /** There are too few samples to decide, or a large rise of memory would not have been called a drift. */
    TOO_SHORT,
    /** The system does not provide the figure. */
    UNKNOWN;

    /**
     * Judges a trend.
     *
     * @param length of the steady state, in the trend's unit of time
     * @param tolerated rise over this length
     */
    static DriftVerdict of(Trend trend, double length, double tolerated) {
        if (trend.low() > 0) {
            return trend.slope() * length > tolerated ? DRIFTS : WITHIN_TOLERANCE;
        }
        return trend.high() < 0 ? FALLS : NO_DRIFT_SHOWN;
    }
}
