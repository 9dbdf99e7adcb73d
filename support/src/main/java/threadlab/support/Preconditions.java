package threadlab.support;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks of values that a user may have typed. All throw an {@link IllegalArgumentException} in one line that names the
 * field, its value and what is allowed, such as {@code port is 70000, allowed: 0 to 65535}.
 */
public final class Preconditions {
    private Preconditions() {
    }

    /**
     * Refuses a value that is not valid. The message shows text in quotes, durations as {@link Durations} does and
     * numbers without an exponent.
     *
     * @param allowed completes {@code allowed: }
     */
    public static void check(boolean valid, String field, @Nullable Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + text(value) + ", allowed: " + allowed);
        }
    }

    /** Refuses a number that is not from {@code min} to {@code max}. */
    public static void checkRange(String field, long value, long min, long max) {
        check(value >= min && value <= max, field, value, min + " to " + max);
    }

    /** Refuses a duration that is not from {@code min} to {@code max}. */
    public static void checkRange(String field, Duration value, Duration min, Duration max) {
        check(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, field, value,
                Durations.format(min) + " to " + Durations.format(max));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> "'" + text + "'";
            case Duration duration -> Durations.format(duration);
            case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number).toPlainString();
            case null, default -> String.valueOf(value);
        };
    }
}
