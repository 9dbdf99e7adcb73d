package threadlab.bench.compare;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.ContextSwitches;
import threadlab.bench.meter.HeapProbe;
import threadlab.bench.meter.ProcessMeter;
import threadlab.bench.verdict.Metric;
import threadlab.client.result.LoadResult;
import threadlab.support.CpuQuota;
import threadlab.support.CpuSupply;

/** Samples what a server's process uses, at the edges of the measured window. Not thread-safe. */
final class ServerSampler {
    /** With fewer sessions, the memory that the server holds anyway would hide theirs. */
    private static final int MIN_SESSIONS_FOR_MEMORY = 1000;

    private record Cpu(Instant time, ProcessMeter.@Nullable CpuTime used) {
    }

    private record Memory(ProcessMeter.Memory process, @Nullable Long liveHeapBytes) {
    }

    private record Switches(long nanos, @Nullable ContextSwitches count) {
    }

    private final long pid;
    private final ProcessMeter process;
    private final int sessions;
    private @Nullable Memory memoryBefore;
    private @Nullable Memory memoryAfter;
    private @Nullable Switches switchesBefore;
    private @Nullable Switches switchesAfter;
    private @Nullable Cpu cpuBefore;
    private @Nullable Cpu cpuAfter;
    private Map<Path, CpuQuota> quotasBefore = Map.of();
    private Map<Path, CpuQuota> quotasAfter = Map.of();

    /**
     * Makes a sampler.
     *
     * @param isTree whether the server may have several processes, which count together
     * @param sessions that the load will hold open
     */
    ServerSampler(long pid, boolean isTree, int sessions) {
        this.pid = pid;
        this.process = isTree ? ProcessMeter.ofTree(pid) : new ProcessMeter(pid);
        this.sessions = sessions;
    }

    /** Returns the CPU time so far; null if it is not known. */
    @Nullable
    Double cpuSeconds() {
        return process.cpuSeconds();
    }

    void beforeSessions() {
        Long liveHeapBytes = liveHeapBytes();
        memoryBefore = new Memory(process.memory(), liveHeapBytes);
    }

    /** Reads what takes too long for the window itself: a file for each of thousands of threads. */
    void beforeWindow() {
        switchesBefore = switches();
    }

    void windowStarts() {
        cpuBefore = cpu();
        quotasBefore = CpuQuota.ofProcess(pid);
        if (switchesBefore == null) { // the longest warm-up was over
            switchesBefore = switches();
        }
    }

    void windowEnds() {
        cpuAfter = cpu();
        quotasAfter = CpuQuota.ofProcess(pid);
        switchesAfter = switches();
        ProcessMeter.Memory memory = process.memory(); // before the probe, whose full collection changes it
        memoryAfter = new Memory(memory, liveHeapBytes());
    }

    /** Returns null if the load ended before the end of the window. */
    @Nullable
    Window window() {
        return cpuBefore == null || cpuAfter == null
                ? null
                : new Window(cpuBefore.time.toEpochMilli(), cpuAfter.time.toEpochMilli());
    }

    private Cpu cpu() {
        return new Cpu(Instant.now(), process.cpuTime());
    }

    private Switches switches() {
        return new Switches(System.nanoTime(), process.contextSwitches());
    }

    private @Nullable Long liveHeapBytes() {
        return hasManySessions() ? HeapProbe.bytes(pid) : null;
    }

    private boolean hasManySessions() {
        return sessions >= MIN_SESSIONS_FOR_MEMORY;
    }

    /** Returns the metrics that are known, once the window has ended. */
    Map<Metric, Number> metrics(LoadResult load) {
        var metrics = new EnumMap<Metric, Number>(Metric.class);
        putCpu(metrics, load, Objects.requireNonNull(cpuBefore), Objects.requireNonNull(cpuAfter));
        CpuQuota quota = CpuSupply.strictest(quotasBefore, quotasAfter);
        if (quota != null) {
            metrics.put(Metric.THROTTLED_SHARE, quota.share());
            metrics.put(Metric.THROTTLED, quota.waited().toNanos() / 1e6);
        }
        putMemory(metrics, Objects.requireNonNull(memoryBefore), Objects.requireNonNull(memoryAfter));
        putSwitches(metrics, load, Objects.requireNonNull(switchesBefore), Objects.requireNonNull(switchesAfter));
        return metrics;
    }

    private static void putCpu(Map<Metric, Number> metrics, LoadResult load, Cpu before, Cpu after) {
        if (before.used != null && after.used != null) {
            double seconds = after.used.since(before.used);
            if (seconds > 0) { // less than the clock of the system shows is not nothing
                metrics.put(Metric.CPU, seconds * 1e6 / load.echoes());
            }
            metrics.put(Metric.SERVER_CPU, seconds / (load.measured().toNanos() / 1e9));
        }
    }

    private void putMemory(Map<Metric, Number> metrics, Memory before, Memory after) {
        TrialLoad.putIfKnown(metrics, Metric.RESIDENT, after.process.residentBytes());
        TrialLoad.putIfKnown(metrics, Metric.THREADS, after.process.threads());
        TrialLoad.putIfKnown(metrics, Metric.RESIDENT_PER_SESSION,
                perSession(before.process.residentBytes(), after.process.residentBytes()));
        TrialLoad.putIfKnown(metrics, Metric.HEAP_PER_SESSION,
                perSession(before.liveHeapBytes, after.liveHeapBytes));
    }

    private static void putSwitches(Map<Metric, Number> metrics, LoadResult load, Switches before, Switches after) {
        if (before.count != null && after.count != null) {
            double echoes = load.echoesPerSecond() * (after.nanos - before.nanos) / 1e9;
            after.count.since(before.count).ifPresent(switches -> {
                metrics.put(Metric.VOLUNTARY_SWITCHES, switches.voluntary() / echoes);
                metrics.put(Metric.INVOLUNTARY_SWITCHES, switches.involuntary() / echoes);
            });
        }
    }

    private @Nullable Long perSession(@Nullable Long bytesBefore, @Nullable Long bytesAfter) {
        return bytesBefore == null || bytesAfter == null || !hasManySessions()
                ? null
                : (bytesAfter - bytesBefore) / sessions;
    }
}
