package threadlab.demo.lessons.frame;

import java.util.List;
import java.util.Locale;

/** Formats numbers, in the same way in any locale. */
public final class Figures {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Figures() {
    }

    /** Returns a text such as {@code 100,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Returns a text such as {@code 500.2 ms}. */
    public static String millis(long nanos) {
        return decimal(nanos / 1e6, 1) + " ms";
    }

    /** Returns a text such as {@code 256 KiB} or {@code 1.5 GiB}. */
    public static String bytes(long bytes) {
        int unit = Math.max(0, (63 - Long.numberOfLeadingZeros(Math.max(1, bytes))) / 10);
        String number = decimal(bytes / Math.pow(1024, unit), 1).replaceFirst("\\.0$", "");
        return number + " " + UNITS.get(unit);
    }

    /** Returns a text such as {@code 1.57}. */
    public static String decimal(double number, int places) {
        return String.format(Locale.ROOT, "%,." + places + "f", number);
    }
}
