package threadlab.demo.lessons.frame;

import java.util.Locale;

/** Numbers as people read them, in any locale alike. */
public final class Figures {
    private Figures() {
    }

    /** For example {@code 100,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For example {@code 500.2 ms}. */
    public static String millis(long nanos) {
        return decimal(nanos / 1e6, 1) + " ms";
    }

    /** For example {@code 1.57}. */
    public static String decimal(double number, int places) {
        return String.format(Locale.ROOT, "%,." + places + "f", number);
    }
}
