package threadlab.bench.soak.sampling;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server reports of itself after a full garbage collection, as one line of JSON.
 *
 * @param open sessions
 * @param accepted sessions since the start
 * @param closed sessions since the start, by reason
 * @param rejected connections that did not become a session
 * @param echoes reads that were written back completely
 * @param bytes of these reads
 */
public record ServerReport(int open, long accepted, Map<String, Long> closed, long rejected, long echoes, long bytes,
        JvmReading jvm) {

    /**
     * Figures from the JVM.
     *
     * @param liveHeapBytes in use after the collection
     * @param directBytes in direct buffers
     * @param virtualThreads objects, including those of threads that have ended and are still referenced
     */
    public record JvmReading(@Nullable Long liveHeapBytes, @Nullable Long directBytes,
            @Nullable Long virtualThreads) {
    }
}
