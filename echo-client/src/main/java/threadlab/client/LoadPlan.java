package threadlab.client;

import java.time.Duration;
import java.util.Objects;

/**
 * What a load does. Always valid: the constructor refuses anything else with an {@link IllegalArgumentException} that
 * names the field, the value and what is allowed.
 *
 * @param host the server's name or address
 * @param port the server's port, 1 to 65535
 * @param sessions connections held at the same time, 1 to 1,000,000
 * @param sizes bytes in a message, 1 to 16 MiB
 * @param pacing when messages are sent
 * @param verify whether every byte of every echo is compared
 * @param warmup time under full load before the measurement, not counted, 0 to 24 hours
 * @param duration time measured, more than zero, to 24 hours
 */
public record LoadPlan(String host, int port, int sessions, Sizes sizes, Pacing pacing, boolean verify, Duration warmup,
        Duration duration) {

    private static final int MAX_SESSIONS = 1_000_000;
    private static final int MAX_SIZE = 16 << 20;
    private static final int MAX_DEPTH = 1024;
    private static final Duration LONGEST = Duration.ofHours(24);

    public LoadPlan {
        Objects.requireNonNull(host, "host");
        check(!host.isBlank(), "host", "'" + host + "'", "a name or an address");
        check(port >= 1 && port <= 65_535, "port", port, "1 to 65535");
        check(sessions >= 1 && sessions <= MAX_SESSIONS, "sessions", sessions, "1 to " + MAX_SESSIONS);
        check(sizes.min() >= 1 && sizes.max() >= sizes.min() && sizes.max() <= MAX_SIZE, "size", sizes,
                "1 to " + MAX_SIZE + " bytes");
        checkTime("warmup", warmup);
        checkTime("duration", duration);
        check(duration.isPositive(), "duration", "0s", "more than 0s, to 24h");
        switch (pacing) {
            case Pacing.Closed closed -> {
                check(closed.depth() >= 1 && closed.depth() <= MAX_DEPTH, "depth", closed.depth(), "1 to " + MAX_DEPTH);
                checkTime("think", closed.think());
            }
            case Pacing.Open open -> {
                check(open.perSecond() >= 0.001 && open.perSecond() <= 1e8, "rate", open.perSecond(),
                        "0.001 to 100000000 a second");
                checkTime("ramp", open.ramp());
            }
        }
    }

    /** A closed loop of messages of one size, one at a time, every byte verified. */
    public LoadPlan(String host, int port, int sessions, int size, Duration warmup, Duration duration) {
        this(host, port, sessions, Sizes.of(size), new Pacing.Closed(1, Duration.ZERO), true, warmup, duration);
    }

    private static void checkTime(String field, Duration time) {
        check(!time.isNegative() && time.compareTo(LONGEST) <= 0, field,
                time.compareTo(LONGEST) <= 0 ? Durations.text(time) : time.toHours() + "h", "0s to 24h");
    }

    private static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + " is " + value + ", allowed: " + allowed);
        }
    }
}
