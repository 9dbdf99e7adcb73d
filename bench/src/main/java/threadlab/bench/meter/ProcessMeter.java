package threadlab.bench.meter;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.support.LinuxProcess;

/** Reads what another process uses, or all processes of a tree together. */
public final class ProcessMeter {

    /**
     * Values are null if this system does not have them, or if the process has ended.
     *
     * @param threads of the operating system
     */
    public record Memory(@Nullable Long residentBytes, @Nullable Integer threads) {
    }

    /** The system tells the CPU time of a process in steps of 10 ms, of user and of system time. */
    private static final double LARGEST_ERROR = 0.025;
    /** To read a file for each of many threads would itself take CPU time from the load. */
    private static final int MOST_THREADS = 1000;

    /**
     * CPU time so far, user and system.
     *
     * @param seconds of the process, in steps of the system's clock
     * @param threadSeconds of the threads that there are now, exact; null if it is not known
     */
    public record CpuTime(double seconds, @Nullable Double threadSeconds) {
        /** Returns the seconds since then. They are exact unless threads have ended that had used some. */
        public double since(CpuTime before) {
            double byProcess = seconds - before.seconds;
            if (threadSeconds == null || before.threadSeconds == null) {
                return byProcess;
            }
            double byThreads = threadSeconds - before.threadSeconds;
            return Math.abs(byThreads - byProcess) <= LARGEST_ERROR ? byThreads : byProcess;
        }
    }

    private final ProcessHandle process;
    private final boolean isTree;

    private ProcessMeter(long pid, boolean isTree) {
        this.process = ProcessHandle.of(pid).orElseThrow(() -> new IllegalArgumentException("no process " + pid));
        this.isTree = isTree;
    }

    /** @throws IllegalArgumentException if there is no such process */
    public ProcessMeter(long pid) {
        this(pid, false);
    }

    /**
     * Returns a meter of a process with all that it has started. To find these, each reading looks at all processes of
     * the machine.
     *
     * @throws IllegalArgumentException if there is no such process
     */
    public static ProcessMeter ofTree(long pid) {
        return new ProcessMeter(pid, true);
    }

    private List<ProcessHandle> processes() {
        return isTree ? Stream.concat(Stream.of(process), process.descendants()).toList() : List.of(process);
    }

    private List<LinuxProcess> linuxProcesses() {
        return processes().stream().map(ProcessHandle::pid).map(LinuxProcess::of).toList();
    }

    /** Returns the number of open file descriptors, sockets included; null on other systems than Linux. */
    public @Nullable Integer descriptors() {
        return boxed(LinuxProcess.of(process.pid()).descriptors());
    }

    /**
     * Returns the CPU time so far, user and system, in seconds; null if it is not known. In a tree, it includes what
     * has ended.
     */
    public @Nullable Double cpuSeconds() {
        List<Duration> each = processes().stream().flatMap(one -> one.info().totalCpuDuration().stream()).toList();
        Stream<Duration> ended = isTree
                ? linuxProcesses().stream().flatMap(one -> one.cpuOfEndedChildren().stream())
                : Stream.of();
        return each.isEmpty()
                ? null
                : Stream.concat(each.stream(), ended).mapToLong(Duration::toNanos).sum() / 1e9;
    }

    /** Returns the CPU time so far by both clocks; null if it is not known. */
    public @Nullable CpuTime cpuTime() {
        Double seconds = cpuSeconds();
        if (seconds == null) {
            return null;
        }
        LinuxProcess linux = LinuxProcess.of(process.pid());
        Double ofThreads = isTree || linux.threads().orElse(0) > MOST_THREADS
                ? null
                : linux.cpuOfThreads().map(time -> time.toNanos() / 1e9).orElse(null);
        return new CpuTime(seconds, ofThreads);
    }

    /** Returns what is known on Linux only. */
    public Memory memory() {
        List<LinuxProcess> all = linuxProcesses();
        List<Long> resident = all.stream().map(one -> all.size() == 1 ? resident(one) : one.proportionalBytes())
                .flatMapToLong(OptionalLong::stream).boxed().toList();
        List<Integer> threads = all.stream().map(LinuxProcess::threads).flatMapToInt(OptionalInt::stream).boxed()
                .toList();
        return new Memory(resident.isEmpty() ? null : resident.stream().mapToLong(Long::longValue).sum(),
                threads.isEmpty() ? null : threads.stream().mapToInt(Integer::intValue).sum());
    }

    /** Returns the context switches so far; null if they are not known. */
    public @Nullable ContextSwitches contextSwitches() {
        return ContextSwitches.of(linuxProcesses());
    }

    private static OptionalLong resident(LinuxProcess process) {
        return process.status().bytes("VmRSS");
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
