package threadlab.server.work;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers with a unit. */
public final class Units {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(us|ms|s)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB)");

    private Units() {
    }

    /** Returns the nanoseconds of {@code 20us}, {@code 5ms} or {@code 1.5s}; empty for any other text. */
    public static OptionalLong nanos(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return OptionalLong.empty();
        }
        double nanosEach = switch (time.group(2)) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            default -> 1e9;
        };
        return OptionalLong.of(Math.round(Double.parseDouble(time.group(1)) * nanosEach));
    }

    /** Returns the bytes of {@code 500B}, {@code 4KB} or {@code 1MB}; empty for any other text. */
    static OptionalLong bytes(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(size.group(1)) << switch (size.group(2)) {
            case "B" -> 0;
            case "KB" -> 10;
            default -> 20;
        });
    }
}
