package threadlab.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the operating system tells of another process. */
public final class ProcessMeter {

    /**
     * Null for what this system does not tell, or of a process that is gone.
     *
     * @param threads of the operating system
     */
    public record Memory(Long residentBytes, Integer threads) {
    }

    private final ProcessHandle process;

    /** @throws IllegalArgumentException if there is no such process */
    public ProcessMeter(long pid) {
        this.process = ProcessHandle.of(pid).orElseThrow(() -> new IllegalArgumentException("no process " + pid));
    }

    /** Open file descriptors, sockets among them; null where they are not told. Read from /proc, so on Linux only. */
    public Integer descriptors() {
        String[] open = Path.of("/proc", String.valueOf(process.pid()), "fd").toFile().list();
        return open == null ? null : open.length;
    }

    /** CPU time so far, user and system, in seconds; null where it is not told. */
    public Double cpuSeconds() {
        return process.info().totalCpuDuration().map(Duration::toNanos).map(nanos -> nanos / 1e9).orElse(null);
    }

    /** Read from /proc, so on Linux only. */
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

    private static Long number(List<String> status, String key) {
        return status.stream().filter(line -> line.startsWith(key))
                .map(line -> Long.valueOf(line.replaceAll("\\D", ""))).findFirst().orElse(null);
    }
}
