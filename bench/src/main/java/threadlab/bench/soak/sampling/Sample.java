package threadlab.bench.soak.sampling;

import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.ProcessMeter;

/**
 * State of the server at one moment, just after a full garbage collection.
 *
 * @param seconds since the load began
 * @param phase {@value #BEFORE}, {@value #SETTLE}, {@value #STEADY} or {@value #AFTER}
 */
public record Sample(double seconds, String phase, OsReading process, ServerReport server) {
    static final String BEFORE = "before";
    public static final String SETTLE = "settle";
    public static final String STEADY = "steady";
    public static final String AFTER = "after";

    /**
     * Figures from the operating system.
     *
     * @param cpuSeconds that the process has used so far
     */
    public record OsReading(@Nullable Integer descriptors, @Nullable Integer threads,
            @Nullable Long residentBytes, @Nullable Double cpuSeconds) {

        static OsReading of(ProcessMeter process) {
            ProcessMeter.Memory memory = process.memory();
            return new OsReading(process.descriptors(), memory.threads(), memory.residentBytes(),
                    process.cpuSeconds());
        }
    }
}
