package threadlab.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of ours in a process of its own, from the first line it prints until it is gone. */
final class ServerProcess {
    private static final Pattern FIRST_LINE = Pattern.compile("listening on .*:(\\d+) \\(.*\\)");
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    /** The port, once the first line has told it; fails if the first line is another or none. */
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    /** What the server said last; written by the thread that reads its output. */
    private volatile String lastLine = "it said nothing";

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Blocks until the server accepts. */
    static ServerProcess start(List<String> command) throws IOException, InterruptedException {
        var server = new ServerProcess(Children.start(new ProcessBuilder(command).redirectErrorStream(true)));
        Thread.ofVirtual().start(server::follow);
        server.port.completeOnTimeout(-1, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (server.port() < 0) {
            server.process.destroyForcibly().waitFor();
            throw new IOException("the server did not start: " + server.lastLine);
        }
        return server;
    }

    /** Reads all that the server prints, so that no full pipe ever blocks it. */
    private void follow() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lastLine = line;
                Matcher first = FIRST_LINE.matcher(line);
                port.complete(first.matches() ? Integer.parseInt(first.group(1)) : -1);
            }
        } catch (IOException closed) {
            // The process was killed while this thread read on: what it said last stands.
        } finally {
            port.complete(-1);
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

    /** Blocks until the process is gone. */
    void stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
