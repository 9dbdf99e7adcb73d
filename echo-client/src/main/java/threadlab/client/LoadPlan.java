package threadlab.client;

import java.time.Duration;
import java.util.Objects;

/**
 * A closed loop: every session sends its next message when the last echo is back. Always valid: the constructor refuses
 * anything else with an {@link IllegalArgumentException} that names the field, the value and what is allowed.
 *
 * @param host the server's name or address
 * @param port the server's port, 1 to 65535
 * @param sessions connections held at the same time, 1 to 1,000,000
 * @param size bytes in a message, 1 to 16 MiB
 * @param warmup time under full load before the measurement, not counted, 0 to 24 hours
 * @param duration time measured, more than zero, to 24 hours
 */
public record LoadPlan(String host, int port, int sessions, int size, Duration warmup, Duration duration) {

    private static final int MAX_SESSIONS = 1_000_000;
    private static final int MAX_SIZE = 16 << 20;
    private static final Duration LONGEST = Duration.ofHours(24);

    public LoadPlan {
        Objects.requireNonNull(host, "host");
        check(!host.isBlank(), "host", "'" + host + "'", "a name or an address");
        check(port >= 1 && port <= 65_535, "port", port, "1 to 65535");
        check(sessions >= 1 && sessions <= MAX_SESSIONS, "sessions", sessions, "1 to " + MAX_SESSIONS);
        check(size >= 1 && size <= MAX_SIZE, "size", size, "1 to " + MAX_SIZE + " bytes");
        check(!warmup.isNegative() && warmup.compareTo(LONGEST) <= 0, "warmup", text(warmup), "0s to 24h");
        check(duration.isPositive() && duration.compareTo(LONGEST) <= 0, "duration", text(duration),
                "more than 0s, to 24h");
    }

    private static String text(Duration duration) {
        return duration.compareTo(LONGEST) <= 0 ? Durations.text(duration) : duration.toHours() + "h";
    }

    private static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + allowed);
        }
    }
}
