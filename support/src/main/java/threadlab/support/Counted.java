package threadlab.support;

import java.util.Locale;

/** Counts things in text: {@code 1 session}, {@code 1,000 sessions}. */
public final class Counted {
    private Counted() {
    }

    /** @param thing in the singular; its plural ends with an s */
    public static String of(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }
}
