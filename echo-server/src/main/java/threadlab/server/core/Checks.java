package threadlab.server.core;

import java.time.Duration;
import java.util.Objects;

/** Checks of arguments. A refusal names the argument, its value and what is allowed, in one line. */
public final class Checks {
    private Checks() {
    }

    public static void check(boolean valid, String name, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed: " + allowed);
        }
    }

    public static void checkRange(String name, int value, int least, int most) {
        check(value >= least && value <= most, name, value, least + " to " + most);
    }

    public static void checkRange(String name, Duration value, Duration least, Duration most) {
        Objects.requireNonNull(value, name);
        check(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, name, text(value),
                text(least) + " to " + text(most));
    }

    /** As the options take it, for example {@code 10s}. */
    private static String text(Duration duration) {
        if (duration.toNanosPart() != 0) {
            return duration.toNanosPart() % 1_000_000 == 0 ? duration.toMillis() + "ms" : duration.toString();
        }
        long seconds = duration.toSeconds();
        boolean hours = seconds != 0 && seconds % 3_600 == 0;
        return hours ? seconds / 3_600 + "h" : seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
