package threadlab.server.core;

import java.time.Duration;

/**
 * How long to wait after accept has failed, as it does while the process is out of file descriptors, threads or memory.
 * A retry at once would spin: the connection stays in the backlog. It knows no clock. Not thread-safe.
 */
final class AcceptBackoff {
    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private int failures;

    void succeeded() {
        failures = 0;
    }

    /** Counts a failure. Returns the failures in a row, with this one. */
    int failed() {
        return ++failures;
    }

    /** Doubles with every failure in a row, up to a second. */
    Duration delay() {
        Duration delay = FIRST.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), 20));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
}
