package threadlab.bench.soak.server;

import java.util.Map;

/**
 * What the server tells of itself, after a full collection: a line of JSON.
 *
 * @param open sessions now
 * @param accepted sessions since the start
 * @param closed sessions that have ended, by reason
 * @param refused connections that became no session
 * @param echoes reads written back whole
 * @param bytes bytes in those echoes
 * @param liveHeapBytes null where this JVM does not tell, as what follows
 * @param virtualThreads objects, those that have ended and are still referred to included
 * @param directBytes in buffers outside of the heap
 */
public record ServerReport(int open, long accepted, Map<String, Long> closed, long refused, long echoes, long bytes,
        Long liveHeapBytes, Long virtualThreads, Long directBytes) {
}
