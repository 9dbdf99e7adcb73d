package threadlab.bench.meter;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import threadlab.client.cli.CommandLines;

/**
 * The system calls that a process makes from {@link #start} to {@link #stop}, in all of its threads, as counted by
 * {@code strace}. It halts the thread twice at every call, for some 60 µs together: this is for counts, never beside a
 * measured time. To let go of 5,000 threads took it 3 s.
 */
public final class SystemCalls implements AutoCloseable {
    /** Each of what may be thousands of threads is halted when strace comes, and when it goes. */
    private static final int PATIENCE_SECONDS = 30;

    private final Process strace;

    /** Calls that have ended, and how many of them with an error, such as {@code EAGAIN}. */
    public record Count(long calls, long errors) {
        Count plus(Count other) {
            return new Count(calls + other.calls, errors + other.errors);
        }
    }

    private SystemCalls(Process strace) {
        this.strace = strace;
    }

    /** Why system calls cannot be counted here, in a line; tried once, on a process of our own. */
    public static Optional<String> problem() {
        return StraceTrial.PROBLEM;
    }

    /**
     * Blocks until all threads of the process are watched.
     *
     * @throws IOException in a line, if there is no strace or if it may not or cannot watch this process
     */
    public static SystemCalls start(long pid) throws IOException, InterruptedException {
        var calls = new SystemCalls(new ProcessBuilder("strace", "-f", "-c", "-q", "-q", "-p", String.valueOf(pid))
                .redirectOutput(Redirect.DISCARD).start());
        boolean watched = false;
        try {
            calls.awaitWatched(pid);
            watched = true;
            return calls;
        } finally {
            if (!watched) {
                calls.close();
            }
        }
    }

    private void awaitWatched(long pid) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!watches(pid)) {
            if (strace.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        CommandLines.printable(said().lines().findFirst().orElse("strace ended at once")));
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IOException("strace did not attach within " + PATIENCE_SECONDS + " s");
            }
        }
    }

    private boolean watches(long pid) {
        List<Long> tracers = Tasks.statuses(Tasks.of(pid)).map(status -> Tasks.number(status, "TracerPid")).toList();
        return !tracers.isEmpty() && tracers.stream().allMatch(tracer -> tracer != null && tracer == strace.pid());
    }

    /** By the name of the call; null where strace did not tell, as of a process that made none. To be called once. */
    public Map<String, Count> stop() throws InterruptedException {
        close();
        if (!strace.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            strace.destroyForcibly();
            return null;
        }
        try {
            return StraceTable.parse(said());
        } catch (IOException notTold) {
            return null;
        }
    }

    private String said() throws IOException {
        return new String(strace.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Does not wait: strace lets go of the process on its own. */
    @Override
    public void close() {
        strace.toHandle().destroy(); // and not the Process, which would close the pipe of the table as well
    }
}
