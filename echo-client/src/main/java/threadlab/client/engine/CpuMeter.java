package threadlab.client.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import threadlab.client.result.LoadResult;
import threadlab.support.CpuSupply;

/** Measures the CPU time of this process, and what this machine kept from it. */
final class CpuMeter {
    private final long start = System.nanoTime();
    private final Duration cpu = processCpu();
    private final CpuSupply.Meter supply = new CpuSupply.Meter();

    private CpuMeter() {
    }

    static CpuMeter start() {
        return new CpuMeter();
    }

    LoadResult.Cost stop(Duration stoodStill, @Nullable Long liveHeapBytes) {
        return new LoadResult.Cost(processCpu().minus(cpu), Duration.ofNanos(System.nanoTime() - start),
                Runtime.getRuntime().availableProcessors(), supply.stop(), stoodStill, liveHeapBytes);
    }

    private static Duration processCpu() {
        return Duration
                .ofNanos(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
    }
}
