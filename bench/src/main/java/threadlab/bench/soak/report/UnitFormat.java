package threadlab.bench.soak.report;

import java.util.Locale;
import threadlab.bench.soak.drift.Drift;

/** Bytes and pieces as they read in a sentence or a table. Pure. */
public final class UnitFormat {
    private static final double KIB = 1 << 10;
    private static final double MIB = 1 << 20;

    private UnitFormat() {
    }

    public static String text(String unit, double amount) {
        return text(unit, amount, "");
    }

    /** With a plus where it is more than nothing. */
    static String change(String unit, double amount) {
        return text(unit, amount, "+");
    }

    static String range(Drift drift) {
        return change(drift.unit(), drift.low()) + " to " + change(drift.unit(), drift.high());
    }

    private static String text(String unit, double amount, String plus) {
        double size = Math.abs(amount);
        String sign = amount > 0 ? plus : "";
        if (!unit.equals(Drift.BYTES)) {
            return zeroed(String.format(Locale.ROOT, sign + (size < 10 && size != Math.rint(size) ? "%.2f" : "%,.0f"),
                    amount));
        }
        return size >= MIB
                ? String.format(Locale.ROOT, sign + "%,.2f MiB", amount / MIB)
                : size >= KIB
                        ? String.format(Locale.ROOT, sign + "%.1f KiB", amount / KIB)
                        : zeroed(String.format(Locale.ROOT, sign + "%.0f", amount)) + " B";
    }

    /** What rounds to nothing has no sign. */
    private static String zeroed(String number) {
        return number.matches("[+-]0(\\.0+)?") ? "0" : number;
    }
}
