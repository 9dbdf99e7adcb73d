package threadlab.bench.soak.sampling;

import java.util.Map;
import threadlab.bench.meter.ProcessMeter;
import threadlab.bench.soak.server.ServerReport;

/**
 * The server at one moment, just after a full collection. Null for what is not told here.
 *
 * @param seconds since the load began; below zero before it
 * @param phase {@value #BEFORE}, {@value #SETTLE}, {@value #STEADY} or {@value #AFTER}
 * @param cpuSeconds that the server has used so far
 */
public record Sample(double seconds, String phase, Integer descriptors, Integer threads, Integer sessions,
        Long virtualThreads, Long liveHeapBytes, Long directBytes, Long residentBytes, Double cpuSeconds, long accepted,
        Map<String, Long> closed, long refused, long echoes, long bytes) {
    static final String BEFORE = "before";
    public static final String SETTLE = "settle";
    public static final String STEADY = "steady";
    public static final String AFTER = "after";

    static Sample of(double seconds, String phase, ServerReport server, ProcessMeter process) {
        ProcessMeter.Memory memory = process.memory();
        return new Sample(seconds, phase, process.descriptors(), memory.threads(), server.open(),
                server.virtualThreads(), server.liveHeapBytes(), server.directBytes(), memory.residentBytes(),
                process.cpuSeconds(), server.accepted(), server.closed(), server.refused(), server.echoes(),
                server.bytes());
    }
}
