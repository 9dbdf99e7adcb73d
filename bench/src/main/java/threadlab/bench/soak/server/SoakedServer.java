package threadlab.bench.soak.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.PrintedLines;
import threadlab.bench.input.RecordReader;

/** A {@link SoakServer} as seen by the run: its process, and what it answers. Of one thread. */
public final class SoakedServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    /** Ctrl-C reaches every process of the terminal; the server is to be there until it has been judged. */
    private static final List<String> DEAF_TO_CTRL_C = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final Process process;
    private final BufferedReader answers;
    /** Written by the thread that reads the server's standard error; done when that has ended. */
    private final CompletableFuture<String> complaint;
    private final int port;

    /** Blocks until the server accepts. */
    public SoakedServer(List<String> command) throws IOException, InterruptedException {
        process = new ProcessBuilder(Stream.concat(DEAF_TO_CTRL_C.stream(), command.stream()).toList()).start();
        answers = process.inputReader();
        complaint = CompletableFuture.supplyAsync(this::firstComplaint, Thread::startVirtualThread);
        boolean started = false;
        try {
            port = answer(SoakServer.Start.class).port();
            started = true;
        } finally {
            if (!started) {
                process.destroyForcibly();
            }
        }
    }

    private String firstComplaint() {
        try {
            return PrintedLines.first(process.errorReader());
        } catch (IOException closed) {
            return ""; // it was killed: what is known of its end is its status
        }
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    /**
     * Blocks until it has collected its garbage and answered.
     *
     * @throws IOException that says in a line why it did not answer
     */
    public ServerReport report() throws IOException, InterruptedException {
        try {
            process.outputWriter().write("report\n");
            process.outputWriter().flush();
        } catch (IOException e) {
            throw ended(e);
        }
        return answer(ServerReport.class);
    }

    private <T extends Record> T answer(Class<T> type) throws IOException, InterruptedException {
        try {
            return RecordReader.of(type, JsonInput.of(line()));
        } catch (MalformedInput e) {
            throw new IOException("the server did not answer as it must: " + e.getMessage(), e);
        }
    }

    private String line() throws IOException, InterruptedException {
        try {
            String line = CompletableFuture.supplyAsync(this::readLine, Thread::startVirtualThread)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw ended(null);
            }
            return line;
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the server did not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw ended(e);
        }
    }

    private String readLine() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private IOException ended(Exception cause) throws InterruptedException {
        process.destroyForcibly();
        return new IOException("the server ended with status " + process.waitFor() + said(), cause);
    }

    private String said() {
        String first = complaint.join();
        return first.isEmpty() ? "" : ", and said: " + first;
    }

    /** Blocks until the process is gone. Null if it stopped as it should, and had never complained of anything. */
    public String stop() throws IOException, InterruptedException {
        process.outputWriter().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return "the server did not stop within " + PATIENCE_SECONDS + " s";
        }
        return process.exitValue() == 0 && said().isEmpty()
                ? null
                : "the server ended with status " + process.exitValue() + said();
    }

    /** Of a server that has been stopped, nothing is left to do. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
