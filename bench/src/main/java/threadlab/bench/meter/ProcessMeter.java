package threadlab.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Returns the number of open file descriptors, sockets among them; null on other systems than Linux. */
    public @Nullable Integer descriptors() {
        String[] open = Path.of("/proc", String.valueOf(process.pid()), "fd").toFile().list();
        return open == null ? null : open.length;
    }

    /** Returns the CPU time so far, user and system, in seconds; null if it is not known. */
    public @Nullable Double cpuSeconds() {
        return process.info().totalCpuDuration().map(Duration::toNanos).map(nanos -> nanos / 1e9).orElse(null);
    }

    /** Reads /proc, so it knows the values on Linux only. */
    public Memory memory() {
        try {
            return parse(Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")));
        } catch (IOException elsewhere) {
            return new Memory(null, null);
        }
    }

    static Memory parse(List<String> status) {
        Long kib = number(status, "VmRSS:");
        Long threads = number(status, "Threads:");
        return new Memory(kib == null ? null : kib * 1024, threads == null ? null : threads.intValue());
    }

    private static @Nullable Long number(List<String> status, String key) {
        return status.stream().filter(line -> line.startsWith(key))
                .map(line -> Long.valueOf(line.replaceAll("\\D", ""))).findFirst().orElse(null);
    }
}
