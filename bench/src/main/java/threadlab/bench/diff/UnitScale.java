package threadlab.bench.diff;

import threadlab.bench.verdict.NumberFormat;

/**
 * A unit in which a score is easy to read: {@code 1.23 us/op} for 1234 ns/op, {@code 12.3 M ops/s} for 0.0123 ops/ns.
 * Both scores of a row have the same, so that they can be compared by eye.
 *
 * @param factor from JMH's unit to this one
 */
public record UnitScale(double factor, String unit) {
    /** Returns the unit that suits a score. */
    public static UnitScale of(String unit, double score) {
        double perSecond = Units.operationsPerSecond(unit);
        if (!Double.isNaN(perSecond)) {
            return thousands(perSecond, score * perSecond, "ops/s");
        }
        double nanos = Units.nanosPerOperation(unit);
        if (!Double.isNaN(nanos)) {
            return time(nanos, score * nanos);
        }
        return unit.equals("B/op") ? bytes(score) : thousands(1, score, unit);
    }

    private static UnitScale time(double toNanos, double nanos) {
        String best = nanos >= 1e9 ? "s" : nanos >= 1e6 ? "ms" : nanos >= 1e3 ? "us" : "ns";
        return new UnitScale(toNanos / Units.nanosPerOperation(best + "/op"), best + "/op");
    }

    private static UnitScale bytes(double score) {
        return score >= 1 << 20
                ? new UnitScale(1.0 / (1 << 20), "MiB/op")
                : score >= 1 << 10 ? new UnitScale(1.0 / (1 << 10), "KiB/op") : new UnitScale(1, "B/op");
    }

    private static UnitScale thousands(double factor, double score, String unit) {
        return score >= 1e9
                ? new UnitScale(factor / 1e9, "G " + unit)
                : score >= 1e6
                        ? new UnitScale(factor / 1e6, "M " + unit)
                        : score >= 1e4 ? new UnitScale(factor / 1e3, "k " + unit) : new UnitScale(factor, unit);
    }

    /** Returns the score with its unit; {@code -} if it is not a number. */
    public String text(double score) {
        return Double.isFinite(score) ? number(score) + " " + unit : "-";
    }

    /** Returns the score without its unit. */
    public String number(double score) {
        return Double.isFinite(score) ? NumberFormat.digits(score * factor) : "-";
    }
}
