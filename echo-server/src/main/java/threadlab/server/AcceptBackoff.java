package threadlab.server;

import java.time.Duration;

/**
 * How long to leave the listener alone after accept has failed, as it does while the process is out of file descriptors
 * or threads. Trying again at once would spin: the connection that could not be taken stays in the backlog. Pure.
 */
final class AcceptBackoff {
    private static final Duration FIRST = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private AcceptBackoff() {
    }

    /** @param failures in a row, at least 1; each doubles the delay until it is a second */
    static Duration delay(int failures) {
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
}
