package threadlab.bench.trend;

import java.util.List;
import threadlab.bench.diff.BenchmarkKey;
import threadlab.bench.diff.UnitScale;

/**
 * A benchmark over the reports.
 *
 * @param key in the newest report that has it
 * @param unit of its scores
 * @param points ascending, at least one; a report without a usable score has none
 * @param steps ascending
 * @param state whether a change was found
 */
record Line(BenchmarkKey key, String unit, List<Point> points, List<Step> steps, State state) {
    /** Whether a line has changed. */
    enum State {
        /** It has steps. */
        CHANGED,
        /** There may still be a change, too small or too new to be shown. */
        NO_CHANGE_SHOWN,
        /** So few reports can not show any change. */
        TOO_FEW_REPORTS
    }

    /**
     * The score of one report.
     *
     * @param report its index
     * @param score as JMH computed it
     * @param low end of its interval; NaN if the report does not tell how much the score varies
     * @param high end of its interval
     */
    record Point(int report, double score, double low, double high) {
    }

    Point last() {
        return points.getLast();
    }

    String lastScore() {
        return UnitScale.of(unit, last().score()).text(last().score());
    }

    /** Returns what was found, in few words. */
    String verdict() {
        return switch (state) {
            case CHANGED -> steps.getLast().change() + (steps.size() == 1 ? "" : ", " + steps.size() + " changes");
            case NO_CHANGE_SHOWN -> "no change shown";
            case TOO_FEW_REPORTS -> "too few reports";
        };
    }
}
