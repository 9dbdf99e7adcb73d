package threadlab.bench.compare;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.PrintedLines;
import threadlab.bench.input.RecordReader;
import threadlab.bench.verdict.Json;

/**
 * Has loads carried out by a {@link LoadProcess}, the same for all trials, so that it is as warm for one server as for the
 * next; ADR 16. A new one takes its place if it ends. Of one thread.
 */
final class LoadProcessClient implements AutoCloseable {
    private final List<String> command;
    private Process process;
    /** The first line that the process wrote to standard error; empty if none. */
    private CompletableFuture<String> problem;

    LoadProcessClient(List<String> command) {
        this.command = command;
    }

    /**
     * Blocks until the load has ended.
     *
     * @throws IOException that says in a line why there is no report
     */
    TrialLoad.Report run(TrialLoad.Task task, long limitSeconds) throws IOException, InterruptedException {
        if (process == null || !process.isAlive()) {
            start();
        }
        // Threads of their own: the common pool may have a single one, and then one pipe would wait for the other.
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> ask(task), Thread::startVirtualThread);
        try {
            String line = answer.get(limitSeconds, TimeUnit.SECONDS);
            if (line == null) {
                throw ended();
            }
            return RecordReader.of(TrialLoad.Report.class, JsonInput.of(line));
        } catch (MalformedInput e) {
            close();
            throw new IOException("the load did not report as it must: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            close();
            throw new IOException("the load did not end within " + limitSeconds + " s", e);
        } catch (ExecutionException e) {
            throw ended();
        }
    }

    private void start() throws IOException {
        process = ChildProcesses.start(new ProcessBuilder(command));
        problem = CompletableFuture.supplyAsync(this::firstProblem, Thread::startVirtualThread);
    }

    private String firstProblem() {
        try {
            return PrintedLines.first(process.errorReader());
        } catch (IOException closed) {
            return ""; // it was killed: what is known of its end is its status
        }
    }

    /** Null where the process ends instead. */
    private String ask(TrialLoad.Task task) {
        try {
            process.outputWriter().write(Json.line(task) + "\n");
            process.outputWriter().flush();
            return process.inputReader().readLine();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private IOException ended() throws InterruptedException {
        process.destroyForcibly();
        int status = process.waitFor();
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
