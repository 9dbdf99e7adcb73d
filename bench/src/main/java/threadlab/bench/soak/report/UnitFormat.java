package threadlab.bench.soak.report;

import java.util.Locale;
import threadlab.bench.soak.drift.Drift;

/** Formats counts and amounts of memory for sentences and tables. */
public final class UnitFormat {
    private static final double KIB = 1 << 10;
    private static final double MIB = 1 << 20;

    private UnitFormat() {
    }

    static String level(String unit, double amount) {
        return unit.equals("bytes") ? bytes(amount, "") : count(amount, "");
    }

    /** Returns an amount with its sign, also if it is positive. */
    static String change(String unit, double amount) {
        String plus = amount > 0 ? "+" : "";
        return unit.equals("bytes") ? bytes(amount, plus) : count(amount, plus);
    }

    static String interval(String unit, Drift.Rate trend) {
        return change(unit, trend.low()) + " to " + change(unit, trend.high());
    }

    /** Returns an amount of memory. */
    public static String bytes(double amount) {
        return bytes(amount, "");
    }

    private static String bytes(double amount, String plus) {
        double size = Math.abs(amount);
        if (size >= MIB) {
            return String.format(Locale.ROOT, plus + "%,.2f MiB", amount / MIB);
        }
        return size >= KIB
                ? String.format(Locale.ROOT, plus + "%.1f KiB", amount / KIB)
                : unsignedZero(String.format(Locale.ROOT, plus + "%.0f", amount)) + " B";
    }

    private static String count(double amount, String plus) {
        boolean isPlain = Math.abs(amount) >= 10 || amount == Math.rint(amount);
        return unsignedZero(String.format(Locale.ROOT, plus + (isPlain ? "%,.0f" : "%.2f"), amount));
    }

    /** Removes the sign of a number that was rounded to zero. */
    private static String unsignedZero(String number) {
        return number.matches("[+-]0(\\.0+)?") ? "0" : number;
    }
}
