package threadlab.bench.soak.sampling;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.support.control.Memory;
import threadlab.support.control.ServerCounters;

/**
 * What the server reports of itself after a full garbage collection.
 *
 * @param open sessions
 * @param accepted sessions since the start
 * @param closed sessions since the start, by reason
 * @param rejected connections that did not become a session
 * @param reads reads that found bytes, all of which were written back
 * @param bytes of these reads
 */
public record ServerReport(int open, long accepted, Map<String, Long> closed, long rejected, long reads, long bytes,
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

    static ServerReport of(ServerCounters counters, Memory memory) {
        return new ServerReport(counters.open(), counters.accepted(), counters.closed(),
                counters.rejected().values().stream().mapToLong(Long::longValue).sum(), counters.reads(),
                counters.bytes(),
                new JvmReading(memory.liveHeapBytes(), memory.directBytes(), memory.virtualThreads()));
    }
}
