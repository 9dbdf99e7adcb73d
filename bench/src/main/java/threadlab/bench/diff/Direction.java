package threadlab.bench.diff;

/** Which way a metric improves. */
public enum Direction {
    /** Higher is better. */
    HIGHER,
    /** Lower is better. */
    LOWER,
    /** Neither way is better by itself, as with the number of collections. */
    NEITHER;

    /** Returns the direction for a unit of JMH: operations per time are a rate, all per operation is a cost. */
    static Direction ofUnit(String unit) {
        if (unit.startsWith("ops/")) {
            return HIGHER;
        }
        return unit.endsWith("/op") ? LOWER : NEITHER;
    }
}
