package threadlab.server.core;

import java.time.Duration;

/**
 * How long to leave the listener alone after accept has failed, as it does while the process is out of file descriptors,
 * threads or memory. Trying again at once would spin: the connection that could not be taken stays in the backlog. Knows no
 * clock. One thread's own.
 */
final class AcceptBackoff {
    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private int failures;

    void succeeded() {
        failures = 0;
    }

    /** Failures in a row, this one included. */
    int failed() {
        return ++failures;
    }

    /** Doubles with every failure in a row until it is a second. */
    Duration delay() {
        Duration delay = FIRST.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
}
