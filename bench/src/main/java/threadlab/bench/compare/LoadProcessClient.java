package threadlab.bench.compare;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.PrintedLines;
import threadlab.bench.input.RecordReader;
import threadlab.bench.verdict.Json;
import threadlab.support.ChildProcesses;

/**
 * Sends loads to a {@link LoadProcess}. All trials share one process, so that it is equally warm for all servers (ADR
 * 16); if it ends, the next load starts a new one. Not thread-safe.
 */
final class LoadProcessClient implements AutoCloseable {
    private final List<String> command;
    private @Nullable Process process;
    /** The first line that the process writes to standard error; empty if there is none. */
    private CompletableFuture<String> problem = CompletableFuture.completedFuture("");

    LoadProcessClient(List<String> command) {
        this.command = command;
    }

    /**
     * Blocks until the load has ended.
     *
     * @throws IOException in one line, if there is no report
     */
    TrialLoad.Report run(TrialLoad.Task task, long limitSeconds) throws IOException, InterruptedException {
        Process load = process != null && process.isAlive() ? process : start();
        // Not in the common pool: it may have a single thread, and then one pipe would wait for the other.
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> ask(load, task),
                Thread::startVirtualThread);
        try {
            String line = answer.get(limitSeconds, TimeUnit.SECONDS);
            if (line == null) {
                throw ended(load);
            }
            return RecordReader.of(TrialLoad.Report.class, JsonInput.of(line));
        } catch (MalformedInput e) {
            close();
            throw new IOException("the report of the load is malformed: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            close();
            throw new IOException("the load did not end within " + limitSeconds + " s", e);
        } catch (ExecutionException e) {
            throw ended(load);
        }
    }

    private Process start() throws IOException {
        Process started = ChildProcesses.start(new ProcessBuilder(command));
        process = started;
        problem = CompletableFuture.supplyAsync(() -> firstProblem(started), Thread::startVirtualThread);
        return started;
    }

    private static String firstProblem(Process load) {
        try {
            return PrintedLines.first(load.errorReader());
        } catch (IOException closed) {
            return ""; // the process was killed: only its status is known
        }
    }

    /** Returns the answer; null if the process ends instead. */
    private static @Nullable String ask(Process load, TrialLoad.Task task) {
        try {
            load.outputWriter().write(Json.line(task) + "\n");
            load.outputWriter().flush();
            return load.inputReader().readLine();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private IOException ended(Process load) throws InterruptedException {
        load.destroyForcibly();
        int status = load.waitFor();
        return new IOException("the load ended with status " + status
                + (problem.join().isEmpty() ? "" : ": " + problem.join()));
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
