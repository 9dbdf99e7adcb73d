package threadlab.bench.meter;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import threadlab.support.LinuxProcess;

/** Reads what another process uses. */
public final class ProcessMeter {

    /**
     * Values are null if this system does not have them, or if the process has ended.
     *
     * @param threads of the operating system
     */
    public record Memory(@Nullable Long residentBytes, @Nullable Integer threads) {
    }

    private final ProcessHandle process;

    /** @throws IllegalArgumentException if there is no such process */
    public ProcessMeter(long pid) {
        this.process = ProcessHandle.of(pid).orElseThrow(() -> new IllegalArgumentException("no process " + pid));
    }

    /** Returns the number of open file descriptors, sockets included; null on other systems than Linux. */
    public @Nullable Integer descriptors() {
        return boxed(LinuxProcess.of(process.pid()).descriptors());
    }

    /** Returns the CPU time so far, user and system, in seconds; null if it is not known. */
    public @Nullable Double cpuSeconds() {
        return process.info().totalCpuDuration().map(Duration::toNanos).map(nanos -> nanos / 1e9).orElse(null);
    }

    /** Returns what is known on Linux only. */
    public Memory memory() {
        LinuxProcess linux = LinuxProcess.of(process.pid());
        OptionalLong resident = linux.status().bytes("VmRSS");
        return new Memory(resident.isPresent() ? resident.getAsLong() : null, boxed(linux.threads()));
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
