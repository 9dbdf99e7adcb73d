package threadlab.support;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time of all CPUs of this machine since it started, in ticks.
 *
 * @param cpus how many there are
 * @param idle time in which nothing ran
 * @param stolen time that the hypervisor gave to other machines
 */
record CpuTicks(int cpus, long idle, long stolen, long all) {
    private static final int KINDS = 8; // the time of guests, which follows, is part of that of users
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISKS = 4;
    private static final int STOLEN = 7;
    /** With this many ticks a part of them is known to one percent. */
    private static final int MIN_TICKS = 100;

    /** Returns null if the system does not tell. */
    static @Nullable CpuTicks now() {
        return of(Proc.lines(Path.of("/proc/stat")));
    }

    /** Reads /proc/stat, see proc_stat(5); returns null for anything else. */
    static @Nullable CpuTicks of(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().matches("cpu(\\s+\\d+){" + KINDS + "}.*")) {
            return null;
        }
        long[] ticks = Stream.of(lines.getFirst().split("\\s+")).skip(1).limit(KINDS).mapToLong(Long::parseLong)
                .toArray();
        return new CpuTicks((int) lines.stream().filter(line -> line.matches("cpu\\d.*")).count(),
                ticks[IDLE] + ticks[WAITING_FOR_DISKS], ticks[STOLEN], LongStream.of(ticks).sum());
    }

    /** Returns the part of the time since then that was stolen; null if it was too short to tell. */
    @Nullable
    Double stolenSince(CpuTicks before) {
        return part(stolen - before.stolen, before);
    }

    /** Returns the part of the time since then in which something ran; null if it was too short to tell. */
    @Nullable
    Double busySince(CpuTicks before) {
        return part(all - before.all - (idle - before.idle), before);
    }

    private @Nullable Double part(long ticks, CpuTicks before) {
        return all - before.all < MIN_TICKS ? null : Double.valueOf((double) ticks / (all - before.all));
    }
}
