package threadlab.bench.page;

import java.util.regex.Pattern;

/** Makes text of a terminal text of a page: no line breaks between a number and its unit. */
public final class Typography {
    private static final Pattern SPACE_BEFORE_UNIT = Pattern
            .compile("(?<=\\d) (?=(%|us|ms|s|B|KiB|MiB|GiB|k|M)(?![\\w/]))");
    private static final Pattern MICROSECONDS = Pattern.compile("(?<=\\d\u00a0)us(?!\\w)");

    private Typography() {
    }

    public static String of(String text) {
        return MICROSECONDS.matcher(SPACE_BEFORE_UNIT.matcher(text).replaceAll("\u00a0")).replaceAll("µs");
    }
}
