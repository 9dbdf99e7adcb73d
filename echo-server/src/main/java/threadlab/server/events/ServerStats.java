package threadlab.server.events;

import java.util.Map;

/**
 * The server's counters at one instant. The server sees bytes, not messages: it counts reads. A read is one
 * message of the client if a message fits a read and the client sends the next one after the echo.
 *
 * @param accepted sessions since the start, without rejected connections
 * @param open sessions now
 * @param closed sessions that have ended, by reason; a reason that never occurred is absent
 * @param rejected connections that became no session, by reason; a reason that never occurred is absent
 * @param reads reads that found bytes, all of which were written back
 * @param bytes bytes of these reads
 * @param startLatency how long sessions waited until they first ran
 */
public record ServerStats(long accepted, int open, Map<CloseReason, Long> closed, Map<RejectReason, Long> rejected,
        long reads, long bytes, StartLatency startLatency) {

    /** Returns the sessions that have ended, for any reason. */
    public long ended() {
        return accepted - open;
    }

    /** Returns the connections that became no session, for any reason. */
    public long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the sessions that have ended for this reason. */
    public long closed(CloseReason reason) {
        return closed.getOrDefault(reason, 0L);
    }

    /** Returns the connections that became no session for this reason. */
    public long rejected(RejectReason reason) {
        return rejected.getOrDefault(reason, 0L);
    }
}
