package threadlab.bench.trend;

import threadlab.bench.diff.Change;
import threadlab.bench.diff.UnitScale;
import threadlab.bench.stats.Interval;
import threadlab.bench.verdict.NumberFormat;

/**
 * A change of the level of a benchmark.
 *
 * @param report index of the first report with the new level
 * @param before score from the step before to this one
 * @param after score from this step to the next
 * @param ratio of after to before
 */
record Step(int report, Change change, String unit, double before, double after, Interval ratio, double pValue) {

    /** Returns the size of the change in either direction; 0 is no change. */
    double size() {
        return Math.abs(Math.log(ratio.estimate()));
    }

    String ratioText() {
        return NumberFormat.times(ratio.estimate()) + " (" + NumberFormat.range(ratio) + ")";
    }

    String scores() {
        UnitScale scale = UnitScale.of(unit, before);
        return scale.number(before) + " -> " + scale.text(after);
    }
}
