package threadlab.demo;

import java.util.Locale;

/** Formats measured times. The unit is always the second, so that two of them are easy to compare. */
public final class Times {
    private static final long SECOND = 1_000_000_000;

    private Times() {
    }

    /** Returns a text such as {@code 11.02 s}, or {@code 0.703 s} below a second. */
    public static String text(long nanos) {
        String form = nanos < SECOND ? "%.3f s" : "%.2f s";
        return String.format(Locale.ROOT, form, nanos / 1e9);
    }
}
