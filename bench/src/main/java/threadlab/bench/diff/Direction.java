package threadlab.bench.diff;

/** Which way a figure is to go. */
enum Direction {
    HIGHER, LOWER,
    /** More is neither good nor bad by itself: collections, megabytes allocated a second. */
    NEITHER;

    /** JMH tells it by the unit alone: operations by something, or something by operation. */
    static Direction ofUnit(String unit) {
        if (unit.startsWith("ops/")) {
            return HIGHER;
        }
        return unit.endsWith("/op") ? LOWER : NEITHER;
    }
}
