package threadlab.client.cluster;

import java.util.concurrent.TimeUnit;

/** How long who may be silent before he counts as lost; in nanoseconds. All of it is below five seconds. */
final class Timeouts {
    /** Between two pings, and two reports of progress. */
    static final long BEAT = TimeUnit.MILLISECONDS.toNanos(500);
    /** Without a sign of life. */
    static final long SILENCE = TimeUnit.SECONDS.toNanos(3);
    /** Alive, but its load does not tell of any progress. */
    static final long STANDSTILL = TimeUnit.SECONDS.toNanos(4);
    /** From the end of the measured window, or a stop, to the result: the patience of the load, twice, and some. */
    static final long LAST_WORD = TimeUnit.SECONDS.toNanos(25);

    private Timeouts() {
    }
}
