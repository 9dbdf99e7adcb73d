package threadlab.client.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.client.result.LoadResult;
import threadlab.support.Proc;

/** Measures the CPU time of this process, and the time that the hypervisor takes from this machine. */
final class CpuMeter {

    /**
     * The time of all CPUs since the machine started, in ticks.
     *
     * @param stolen time that the hypervisor gave to other machines
     */
    record Ticks(long stolen, long all) {
        private static final int KINDS = 8; // the time of guests, which follows, is part of that of users
        private static final int STOLEN = 7;
        /** With this many ticks the part is known to one percent. */
        private static final int MIN_TICKS = 100;

        /** Returns null if the system does not tell. */
        static @Nullable Ticks now() {
            return of(Proc.line(Path.of("/proc/stat"), "").orElse(""));
        }

        /** Reads the first line of /proc/stat, see proc_stat(5); returns null for any other line. */
        static @Nullable Ticks of(String line) {
            if (!line.matches("cpu(\\s+\\d+){" + KINDS + "}.*")) {
                return null;
            }
            String[] words = line.split("\\s+");
            long[] ticks = Stream.of(words).skip(1).limit(KINDS).mapToLong(Long::parseLong).toArray();
            return new Ticks(ticks[STOLEN], LongStream.of(ticks).sum());
        }

        /** Returns the part that was stolen since then; null if the time was too short to tell. */
        @Nullable
        Double stolenSince(Ticks before) {
            return all - before.all < MIN_TICKS
                    ? null
                    : Double.valueOf((double) (stolen - before.stolen) / (all - before.all));
        }
    }

    private final long start = System.nanoTime();
    private final Duration cpu = processCpu();
    private final @Nullable Ticks ticks = Ticks.now();

    private CpuMeter() {
    }

    static CpuMeter start() {
        return new CpuMeter();
    }

    LoadResult.Cost stop(@Nullable Long liveHeapBytes) {
        Ticks now = Ticks.now();
        return new LoadResult.Cost(processCpu().minus(cpu), Duration.ofNanos(System.nanoTime() - start),
                Runtime.getRuntime().availableProcessors(),
                ticks == null || now == null ? null : now.stolenSince(ticks), liveHeapBytes);
    }

    private static Duration processCpu() {
        return Duration
                .ofNanos(((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
    }
}
