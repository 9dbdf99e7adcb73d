package threadlab.client.cluster;

import java.util.concurrent.TimeUnit;

/** Timeouts after which the other side counts as failed, in nanoseconds. Failures are noticed within five seconds. */
final class Timeouts {
    /** Time between two pings, and between two reports of progress. */
    static final long HEARTBEAT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);
    /** The longest time without any message. */
    static final long FAILURE_TIMEOUT = TimeUnit.SECONDS.toNanos(3);
    /** The longest time without progress of a load whose process is alive. */
    static final long STALL_TIMEOUT = TimeUnit.SECONDS.toNanos(4);
    /** From the end of the window, or a stop, to the result: more than twice what the load waits for echoes. */
    static final long RESULT_TIMEOUT = TimeUnit.SECONDS.toNanos(25);

    private Timeouts() {
    }

    /** Returns a timeout in seconds, for messages. */
    static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }
}
