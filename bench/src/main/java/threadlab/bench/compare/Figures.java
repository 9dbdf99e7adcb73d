package threadlab.bench.compare;

import threadlab.bench.meter.ProcessMeter;
import threadlab.client.LoadResult;

/**
 * What one trial measured, between the end of the warm-up and the end of the window.
 *
 * @param totalEchoes with the warm-up and the last ones: what the server counts too
 * @param serverCpuMicrosPerEcho CPU time of the server's process by echo; null where the system does not tell
 * @param serverCpuShare CPUs that the server kept busy; null where the system does not tell
 * @param serverResidentBytes the server's resident set at the end of the window; null where the system does not tell
 * @param serverThreads the server's OS threads then; null where the system does not tell
 */
public record Figures(long echoes, long totalEchoes, double echoesPerSecond, Latency latencyMicros,
        Double serverCpuMicrosPerEcho, Double serverCpuShare, double loadCpuMicrosPerEcho, double loadCpuShare,
        Long serverResidentBytes, Integer serverThreads) {

    /** From the send of a message to the last byte of its echo, in microseconds. */
    public record Latency(double p50, double p90, double p99, double p999, double max) {
    }

    static Figures of(LoadResult load, Double serverCpuSeconds, ProcessMeter.Memory memory) {
        double seconds = load.measured().toNanos() / 1e9;
        boolean cpuKnown = serverCpuSeconds != null;
        return new Figures(load.echoes(), load.totalEchoes(), load.echoesPerSecond(),
                new Latency(load.latencyMicros(50), load.latencyMicros(90), load.latencyMicros(99),
                        load.latencyMicros(99.9), load.maxLatencyMicros()),
                cpuKnown ? serverCpuSeconds * 1e6 / load.echoes() : null, cpuKnown ? serverCpuSeconds / seconds : null,
                load.cpuMicrosPerEcho(), load.cpuShare(), memory.residentBytes(), memory.threads());
    }
}
