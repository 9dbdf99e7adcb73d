package threadlab.server.events;

import java.util.Map;

/**
 * The server's counters at one instant. The server sees bytes, not messages: an echo is one read that was written back.
 * It equals one message of the client where a message fits a read and the client sends the next one after the echo.
 *
 * @param accepted sessions since the start; connections that were refused are none
 * @param open sessions now
 * @param closed sessions that have ended, by reason; a reason that never came is absent
 * @param refused connections that became no session, by reason; a reason that never came is absent
 * @param echoes reads written back whole
 * @param bytes bytes in those echoes
 * @param startDelays how long the sessions that have run since the start waited before
 */
public record ServerStats(long accepted, int open, Map<CloseReason, Long> closed, Map<RejectReason, Long> refused,
        long echoes, long bytes, StartLatency startDelays) {

    /** Sessions that have ended, for whatever reason. */
    public long ended() {
        return accepted - open;
    }

    /** Connections that became no session, for whatever reason. */
    public long refusals() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Sessions that have ended for this reason. */
    public long closed(CloseReason reason) {
        return closed.getOrDefault(reason, 0L);
    }

    /** Connections that became no session for this reason. */
    public long refused(RejectReason reason) {
        return refused.getOrDefault(reason, 0L);
    }
}
