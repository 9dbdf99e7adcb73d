package threadlab.bench.diff;

import java.util.Map;

/** Converts between the units of time that JMH and its relatives write: {@code ns/op}, {@code ops/s}. */
final class Units {
    private static final Map<String, Double> NANOS = Map.ofEntries(Map.entry("ns", 1.0), Map.entry("us", 1e3),
            Map.entry("\u00b5s", 1e3), Map.entry("\u03bcs", 1e3), Map.entry("ms", 1e6), Map.entry("s", 1e9),
            Map.entry("sec", 1e9), Map.entry("min", 60e9), Map.entry("hr", 3600e9), Map.entry("day", 86_400e9));

    private Units() {
    }

    /** Returns the nanoseconds of a cost of time; NaN if the unit is none. */
    static double nanosPerOperation(String unit) {
        return unit.endsWith("/op") ? nanos(unit.substring(0, unit.length() - 3)) : Double.NaN;
    }

    /** Returns how many operations per second one of a rate is; NaN if the unit is none. */
    static double operationsPerSecond(String unit) {
        return unit.startsWith("ops/") ? 1e9 / nanos(unit.substring(4)) : Double.NaN;
    }

    private static double nanos(String time) {
        return NANOS.getOrDefault(time, Double.NaN);
    }

    /** Returns the factor from one unit to another; NaN if they are not of the same kind. */
    static double factor(String from, String to) {
        if (from.equals(to)) {
            return 1;
        }
        double times = nanosPerOperation(from) / nanosPerOperation(to);
        return Double.isNaN(times) ? operationsPerSecond(from) / operationsPerSecond(to) : times;
    }
}
