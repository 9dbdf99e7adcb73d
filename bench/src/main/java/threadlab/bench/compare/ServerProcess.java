package threadlab.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadlab.bench.input.PrintedLines;

/** A server in a process of its own, from its start until it is gone. */
final class ServerProcess {
    private static final Pattern LISTENING = Pattern.compile("listening on .*:(\\d+) \\(.*\\)");
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    /** The port, once it is known that the server accepts there; -1 if it does not. */
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    /** What the server said last; written by the thread that reads its output. */
    private volatile String lastLine = "it said nothing";
    /** Done when the server's output has ended. */
    private final CompletableFuture<Void> followed = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Blocks until the server accepts. */
    static ServerProcess start(List<String> command) throws IOException, InterruptedException {
        return command.stream().anyMatch(word -> word.contains(Candidate.PORT))
                ? startOn(freePort(), command)
                : startAnywhere(command);
    }

    /** One that tells its port when it listens. */
    private static ServerProcess startAnywhere(List<String> command) throws IOException, InterruptedException {
        var server = start(command, line -> {
            Matcher first = LISTENING.matcher(line);
            return first.matches() ? Integer.valueOf(first.group(1)) : null;
        });
        server.port.completeOnTimeout(-1, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        return server.orFail();
    }

    /** One that is told its port; it has started when it accepts there. */
    private static ServerProcess startOn(int port, List<String> command) throws IOException, InterruptedException {
        var server = start(command.stream().map(word -> word.replace(Candidate.PORT, String.valueOf(port))).toList(),
                line -> null);
        long start = System.nanoTime();
        while (!server.port.isDone() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            if (accepts(port)) {
                server.port.complete(port);
            } else {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        server.port.complete(-1);
        return server.orFail();
    }

    /** @param portOf reads the port from a line; null where it is not told */
    private static ServerProcess start(List<String> command, Function<String, Integer> portOf) throws IOException {
        var server = new ServerProcess(ChildProcesses.start(new ProcessBuilder(command).redirectErrorStream(true)));
        Thread.ofVirtual().start(() -> server.follow(portOf));
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

    private void follow(Function<String, Integer> portOf) {
        try (BufferedReader out = process.inputReader()) {
            PrintedLines.follow(out, line -> {
                lastLine = line;
                Integer told = portOf.apply(line);
                if (told != null) {
                    port.complete(told);
                }
            });
        } catch (IOException closed) {
            // The process was killed while this thread read on: what it said last stands.
        } finally {
            port.complete(-1);
            followed.complete(null);
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port.getNow(-1);
    }

    /** What happened to a server that ended although nobody had asked it to; null while it lives. */
    String earlyEnd() {
        return process.isAlive()
                ? null
                : "the server ended with status " + process.exitValue() + ", its last line: " + lastLine;
    }

    /** What the server said last; all that it said, once it has been stopped. */
    String lastLine() {
        return lastLine;
    }

    /** Blocks until the process is gone, and its output has been read. */
    void stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        // A child of the server may hold its output open for longer.
        followed.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    }
}
