package threadlab.bench.diff;

import java.util.Map;
import java.util.Objects;
import threadlab.bench.verdict.NumberFormat;

/**
 * A unit in which a score is easy to read: {@code 1.23 us/op} for 1234 ns/op, {@code 12.3 M ops/s} for 0.0123 ops/ns.
 * Both scores of a row have the same, so that they can be compared by eye.
 *
 * @param factor from JMH's unit to this one
 */
record UnitScale(double factor, String unit) {
    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9,
            "hr", 3600e9, "day", 86_400e9);

    /** Returns the unit that suits a score. */
    static UnitScale of(String unit, double score) {
        int slash = unit.indexOf('/');
        String over = slash < 0 ? unit : unit.substring(0, slash);
        String under = slash < 0 ? "" : unit.substring(slash + 1);
        if (over.equals("ops") && NANOS.containsKey(under)) {
            double perSecond = 1e9 / NANOS.get(under);
            return thousands(perSecond, score * perSecond, "ops/s");
        }
        if (NANOS.containsKey(over) && under.equals("op")) {
            return time(NANOS.get(over), score * NANOS.get(over));
        }
        return unit.equals("B/op") ? bytes(score) : thousands(1, score, unit);
    }

    private static UnitScale time(double toNanos, double nanos) {
        String best = nanos >= 1e9 ? "s" : nanos >= 1e6 ? "ms" : nanos >= 1e3 ? "us" : "ns";
        return new UnitScale(toNanos / Objects.requireNonNull(NANOS.get(best)), best + "/op");
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
    String text(double score) {
        return Double.isFinite(score) ? NumberFormat.digits(score * factor) + " " + unit : "-";
    }
}
