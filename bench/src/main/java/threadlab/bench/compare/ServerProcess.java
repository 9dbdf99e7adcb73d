package threadlab.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.PrintedLines;
import threadlab.support.ChildProcesses;

/** A server in its own process. */
final class ServerProcess {
    private static final Pattern LISTENING = Pattern.compile("listening on .*:(\\d+) \\(.*\\)");
    private static final int START_TIMEOUT_SECONDS = 30;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final Process process;
    /** The port, once the server accepts connections there; -1 if it never does. */
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    /** Written by the thread that reads the server's output. */
    private volatile String lastLine = "it printed nothing";
    /** Completes when the server's output has ended. */
    private final CompletableFuture<Void> outputEnded = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a server and blocks until it accepts connections.
     *
     * @throws IOException in one line, if it does not
     */
    static ServerProcess start(List<String> command) throws IOException, InterruptedException {
        return command.stream().anyMatch(word -> word.contains(Candidate.PORT))
                ? startOn(freePort(), command)
                : startOnAnyPort(command);
    }

    /** Starts a server that chooses its port and reports it. */
    private static ServerProcess startOnAnyPort(List<String> command) throws IOException, InterruptedException {
        var server = start(command, line -> {
            Matcher first = LISTENING.matcher(line);
            return first.matches() ? Integer.valueOf(first.group(1)) : null;
        });
        server.port.completeOnTimeout(-1, START_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        return server.orFail();
    }

    /** Starts a server that takes its port from the command line. */
    private static ServerProcess startOn(int port, List<String> command) throws IOException, InterruptedException {
        var server = start(command.stream().map(word -> word.replace(Candidate.PORT, String.valueOf(port))).toList(),
                line -> null);
        long start = System.nanoTime();
        while (!server.port.isDone() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(START_TIMEOUT_SECONDS)) {
            if (accepts(port)) {
                server.port.complete(port);
            } else {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        server.port.complete(-1);
        return server.orFail();
    }

    /** @param portOf reads the port from a line of output; null if the line has none */
    private static ServerProcess start(List<String> command, Function<String, @Nullable Integer> portOf)
            throws IOException {
        var server = new ServerProcess(ChildProcesses.start(new ProcessBuilder(command).redirectErrorStream(true)));
        Thread.ofVirtual().start(() -> server.readOutput(portOf));
        return server;
    }

    private ServerProcess orFail() throws IOException, InterruptedException {
        if (port() < 0) {
            process.destroyForcibly().waitFor();
            throw new IOException("the server did not start: " + lastLine);
        }
        return this;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void readOutput(Function<String, @Nullable Integer> portOf) {
        try (BufferedReader out = process.inputReader()) {
            PrintedLines.follow(out, line -> {
                lastLine = line;
                Integer reported = portOf.apply(line);
                if (reported != null) {
                    port.complete(reported);
                }
            });
        } catch (IOException closed) {
            // The process was killed meanwhile: its last line is what it printed until then.
        } finally {
            port.complete(-1);
            outputEnded.complete(null);
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port.getNow(-1);
    }

    /** Returns how the server has ended although nothing had stopped it; null while it is alive. */
    @Nullable
    String earlyEnd() {
        return process.isAlive()
                ? null
                : "the server ended with status " + process.exitValue() + ", its last line: " + lastLine;
    }

    /** Returns the last line that the server has printed; after {@link #stop} it is final. */
    String lastLine() {
        return lastLine;
    }

    /** Stops the server and blocks until its process is gone and its output has been read. */
    void stop() throws InterruptedException {
        ChildProcesses.stop(process, STOP_TIMEOUT);
        // A child of the server may keep the output open.
        outputEnded.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    }
}
