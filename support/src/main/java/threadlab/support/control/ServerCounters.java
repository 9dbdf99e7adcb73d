package threadlab.support.control;

import java.util.Map;

/**
 * What a server has counted since its start.
 *
 * @param accepted sessions, without rejected connections
 * @param open sessions that have not ended yet
 * @param closed sessions that have ended, by reason; a reason that never occurred is absent
 * @param rejected connections that became no session, by reason; a reason that never occurred is absent
 * @param reads reads that found bytes, all of which were written back
 * @param bytes bytes of these reads
 * @param startLatency how long sessions waited until they first ran
 */
public record ServerCounters(long accepted, int open, Map<String, Long> closed, Map<String, Long> rejected, long reads,
        long bytes, StartLatency startLatency) {

    /**
     * How long sessions waited until they first ran.
     *
     * @param sessions sessions that have run
     * @param meanMillis mean wait; 0 without sessions
     * @param maxMillis longest wait; 0 without sessions
     */
    public record StartLatency(long sessions, double meanMillis, double maxMillis) {
    }
}
