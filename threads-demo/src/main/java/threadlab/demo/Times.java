package threadlab.demo;

import java.util.Locale;

/** Measured times as people read them: always seconds, so that two of them compare at a glance, in any locale. */
public final class Times {
    private static final long SECOND = 1_000_000_000;

    private Times() {
    }

    /** For example {@code 11.02 s}, or {@code 0.703 s} below a second. */
    public static String text(long nanos) {
        String form = nanos < SECOND ? "%.3f s" : "%.2f s";
        return String.format(Locale.ROOT, form, nanos / 1e9);
    }
}
