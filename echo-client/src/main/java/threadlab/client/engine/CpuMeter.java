package threadlab.client.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import threadlab.client.result.LoadResult;

/** What this process takes of the CPUs over a while, and what others take away from this machine. */
final class CpuMeter {

    /**
     * All CPUs' time since the machine started, in ticks.
     *
     * @param stolen the hypervisor gave it to other machines
     */
    record Ticks(long stolen, long all) {
        private static final int KINDS = 8; // the guests' time, which follows, is part of the users'
        private static final int STOLEN = 7;
        /** One of so many is one in a hundred. */
        private static final int FEWEST = 100;

        /** Null where the system does not tell. */
        static Ticks now() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
                return of(lines.findFirst().orElse(""));
            } catch (IOException elsewhere) {
                return null;
            }
        }

        /** From the first line of /proc/stat (proc_stat(5)); null if it is none. */
        static Ticks of(String line) {
            if (!line.matches("cpu(\\s+\\d+){" + KINDS + "}.*")) {
                return null;
            }
            String[] words = line.split("\\s+");
            long[] ticks = Stream.of(words).skip(1).limit(KINDS).mapToLong(Long::parseLong).toArray();
            return new Ticks(ticks[STOLEN], LongStream.of(ticks).sum());
        }

        /** The part that was stolen since then; null if that was too short a time to tell. */
        Double stolenSince(Ticks before) {
            return all - before.all < FEWEST
                    ? null
                    : Double.valueOf((double) (stolen - before.stolen) / (all - before.all));
        }
    }

    private final long start = System.nanoTime();
    private final Duration cpu = processCpu();
    private final Ticks ticks = Ticks.now();

    private CpuMeter() {
    }

    static CpuMeter start() {
        return new CpuMeter();
    }

    LoadResult.Cost stop(Long liveHeapBytes) {
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
