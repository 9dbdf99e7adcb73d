package threadlab.bench.soak.sampling;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.PrintedLines;
import threadlab.bench.input.RecordReader;

/** A {@link SoakServer} in a process of its own, as its parent sees it. Not thread-safe. */
public final class SoakedServer implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;
    /** Ctrl-C reaches every process of the terminal, but the server must live until it has been judged. */
    private static final List<String> IGNORE_CTRL_C = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final Process process;
    private final BufferedReader answers;
    /** First line of the server's standard error; complete when that has ended. */
    private final CompletableFuture<String> firstError;
    private final int port;

    /** Starts the server and blocks until it accepts connections. */
    public SoakedServer(List<String> command) throws IOException, InterruptedException {
        process = new ProcessBuilder(Stream.concat(IGNORE_CTRL_C.stream(), command.stream()).toList()).start();
        answers = process.inputReader();
        firstError = CompletableFuture.supplyAsync(this::readFirstError, Thread::startVirtualThread);
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

    private String readFirstError() {
        try {
            return PrintedLines.first(process.errorReader());
        } catch (IOException closed) {
            return ""; // the server was killed: its exit status says enough
        }
    }

    /** Returns the id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Returns the port that it listens on. */
    public int port() {
        return port;
    }

    /**
     * Asks for a report and blocks until the server has collected its garbage and answered.
     *
     * @throws IOException in one line that says why it did not answer
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
            throw new IOException("the server's answer is malformed: " + e.getMessage(), e);
        }
    }

    private String line() throws IOException, InterruptedException {
        try {
            String line = CompletableFuture.supplyAsync(this::readLine, Thread::startVirtualThread)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw ended(null);
            }
            return line;
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the server did not answer within " + TIMEOUT_SECONDS + " s", e);
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

    private IOException ended(@Nullable Exception cause) throws InterruptedException {
        process.destroyForcibly();
        return new IOException("the server ended with status " + process.waitFor() + errorText(), cause);
    }

    private String errorText() {
        String first = firstError.join();
        return first.isEmpty() ? "" : ": " + first;
    }

    /**
     * Stops the server and blocks until its process has ended.
     *
     * @return what was wrong, if the exit status was not 0 or the server had printed an error
     */
    public Optional<String> stop() throws IOException, InterruptedException {
        process.outputWriter().close();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            return Optional.of("the server did not stop within " + TIMEOUT_SECONDS + " s");
        }
        return process.exitValue() == 0 && errorText().isEmpty()
                ? Optional.empty()
                : Optional.of("the server ended with status " + process.exitValue() + errorText());
    }

    /** Kills the process if it is still alive. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
