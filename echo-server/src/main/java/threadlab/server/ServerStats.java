package threadlab.server;

import java.util.Map;

/**
 * The server's counters at one instant. The server sees bytes, not messages: an echo is one read that was written back.
 * It equals one message of the client where a message fits a read and the client sends the next one after the echo.
 *
 * @param accepted sessions since the start
 * @param open sessions now
 * @param closed sessions that have ended, by reason; a reason that never came is absent
 * @param echoes reads written back whole
 * @param bytes bytes in those echoes
 * @param startDelays how long the sessions that have run since the start waited before
 */
public record ServerStats(long accepted, int open, Map<CloseReason, Long> closed, long echoes, long bytes,
        StartDelays startDelays) {

    /** Sessions that have ended, for whatever reason. */
    public long ended() {
        return accepted - open;
    }

    /** Sessions that have ended for this reason. */
    public long closed(CloseReason reason) {
        return closed.getOrDefault(reason, 0L);
    }
}
