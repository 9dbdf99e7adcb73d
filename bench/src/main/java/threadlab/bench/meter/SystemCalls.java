package threadlab.bench.meter;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.support.LinuxProcess;
import threadlab.support.PrintableText;

/**
 * Counts the system calls of all threads of a process from {@link #start} to {@link #stop}, with {@code strace}. It
 * halts the thread twice at every call, for some 60 µs together, so times that are measured meanwhile mean nothing.
 * Detaching from 5,000 threads took it 3 s.
 */
public final class SystemCalls implements AutoCloseable {
    /** strace halts each thread, of which there may be thousands, to attach and to detach. */
    private static final int TIMEOUT_SECONDS = 30;

    private final Process strace;

    /** Calls that have ended, and how many of them ended with an error such as {@code EAGAIN}. */
    public record Count(long calls, long errors) {
        Count plus(Count other) {
            return new Count(calls + other.calls, errors + other.errors);
        }
    }

    private SystemCalls(Process strace) {
        this.strace = strace;
    }

    /** Returns why system calls cannot be counted here, in one line; empty if they can. Tried once. */
    public static Optional<String> problem() {
        return StraceTrial.PROBLEM;
    }

    /**
     * Blocks until all threads of the process, and of all that it has started, are traced.
     *
     * @throws IOException in one line, if there is no strace, or if it cannot trace this process
     */
    public static SystemCalls start(long pid) throws IOException, InterruptedException {
        List<Long> children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid).toList();
        List<String> command = Stream.concat(Stream.of("strace", "-f", "-c", "-q", "-q", "-p", String.valueOf(pid)),
                children.stream().flatMap(child -> Stream.of("-p", String.valueOf(child)))).toList();
        var calls = new SystemCalls(new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD).start());
        boolean isTracing = false;
        try {
            calls.awaitTracing(pid, children);
            isTracing = true;
            return calls;
        } finally {
            if (!isTracing) {
                calls.close();
            }
        }
    }

    private void awaitTracing(long pid, List<Long> children) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isTracing(pid)
                || !children.stream().allMatch(child -> isTracing(child) || ProcessHandle.of(child).isEmpty())) {
            if (strace.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        PrintableText.of(output().lines().findFirst().orElse("strace ended at once")));
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS)) {
                throw new IOException("strace did not attach within " + TIMEOUT_SECONDS + " s");
            }
        }
    }

    private boolean isTracing(long pid) {
        List<OptionalLong> tracers = LinuxProcess.of(pid).threadStatuses().map(thread -> thread.number("TracerPid"))
                .toList();
        return !tracers.isEmpty() && tracers.stream().allMatch(OptionalLong.of(strace.pid())::equals);
    }

    /** Returns the counts by name of the call; null if strace has none. To be called once. */
    public @Nullable Map<String, Count> stop() throws InterruptedException {
        close();
        if (!strace.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            strace.destroyForcibly();
            return null;
        }
        try {
            return StraceTable.parse(output());
        } catch (IOException noTable) {
            return null;
        }
    }

    private String output() throws IOException {
        return new String(strace.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Does not wait: strace detaches from the process on its own. */
    @Override
    public void close() {
        strace.toHandle().destroy(); // Process.destroy would close its streams as well
    }
}
