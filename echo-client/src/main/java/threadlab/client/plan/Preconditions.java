package threadlab.client.plan;

import java.math.BigDecimal;
import java.time.Duration;

/** Checks what a plan is made of; a refusal names the field, the value and what is allowed. */
public final class Preconditions {
    private static final Duration LONGEST = Duration.ofHours(24);

    private Preconditions() {
    }

    /** @throws IllegalArgumentException with a line that says so, if it is not valid */
    public static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + allowed);
        }
    }

    /** From 0 to 24 hours. */
    static void time(String field, Duration time) {
        check(!time.isNegative() && time.compareTo(LONGEST) <= 0, field,
                time.compareTo(LONGEST) <= 0 ? Durations.text(time) : time.toHours() + "h", "0s to 24h");
    }

    /** Events a second: 0 for none, or from one in a thousand seconds to {@code highest}. */
    static void rate(String field, double perSecond, int highest, String none) {
        check(perSecond == 0 || perSecond >= 0.001 && perSecond <= highest, field,
                Double.isFinite(perSecond) ? BigDecimal.valueOf(perSecond).toPlainString() : perSecond,
                "0.001 to " + highest + " a second, or 0 for " + none);
    }
}
