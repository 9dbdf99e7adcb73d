package threadlab.bench.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import threadlab.support.ChildProcesses;
import threadlab.support.IoErrors;
import threadlab.support.SelfConnection;
import threadlab.support.control.CpuUnit;
import threadlab.support.control.Jvm;
import threadlab.support.control.Listening;
import threadlab.support.control.Memory;
import threadlab.support.control.ServerCounters;
import threadlab.support.control.Stats;
import threadlab.support.control.Stopped;

/**
 * A server in its own process. One of ours has a control channel. A foreign one has not: it is told its port, and has
 * started when it accepts connections there. Not thread-safe.
 */
public final class ServerProcess implements AutoCloseable {
    /** Stands for the port in the command of a foreign server. */
    public static final String PORT = "{port}";

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
    private static final int MAX_ATTEMPTS = 100;
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    /**
     * Becomes a foreign server, whose standard output is text too. A watcher beside it kills it when its input ends,
     * which means that the server is closed, or that this JVM is gone, however that ended. What the server has forked
     * is killed with it if the shell leads a process group. The watcher is no child of the server, so that it does not
     * count as a part of it.
     */
    private static final List<String> WATCHED = List.of("sh", "-c", """
            exec 3<&0 </dev/null
            ( { cat <&3; kill -KILL "-$$" || kill -KILL "$$"; } >/dev/null 2>&1 & )
            exec "$@" >&2 3<&-
            """, "sh");
    /** Makes the shell the leader of a group. macOS does not have it. */
    private static final List<String> GROUP_LEADER = Tools.isOnPath("setsid") ? List.of("setsid") : List.of();
    private static final List<String> IGNORE_INTERRUPT = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final ControlledProcess process;
    private final int port;

    private ServerProcess(ControlledProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and blocks until it accepts connections. It is killed when this JVM ends.
     *
     * @param command of one of ours, with its control channel on the standard streams; of a foreign one with
     *            {@value #PORT}
     * @throws IOException in one line, if it does not start
     */
    public static ServerProcess start(List<String> command) throws IOException, InterruptedException {
        return start(command, ANSWER_TIMEOUT);
    }

    /** Starts a server that must accept connections within another time. */
    static ServerProcess start(List<String> command, Duration timeout) throws IOException, InterruptedException {
        return command.stream().anyMatch(word -> word.contains(PORT))
                ? startForeign(freePort(), command, timeout)
                : listening(ChildProcesses.start(new ProcessBuilder(command)));
    }

    /**
     * Starts one of our servers that goes on when Ctrl-C reaches all processes of the terminal, so that it is there
     * until it has been judged. It stops when this JVM has ended, since then its input ends.
     */
    public static ServerProcess startShielded(List<String> command) throws IOException, InterruptedException {
        return listening(new ProcessBuilder(Stream.concat(IGNORE_INTERRUPT.stream(), command.stream()).toList())
                .start());
    }

    private static ServerProcess listening(Process started) throws IOException, InterruptedException {
        var process = ControlledProcess.of("the server", started);
        try {
            return new ServerProcess(process, process.next(Listening.class, ANSWER_TIMEOUT).port());
        } catch (IOException e) {
            process.close();
            throw new IOException("the server did not start: " + IoErrors.text(e), e);
        }
    }

    private static ServerProcess startForeign(int port, List<String> command, Duration timeout)
            throws IOException, InterruptedException {
        List<String> words = Stream.of(GROUP_LEADER.stream(), WATCHED.stream(),
                command.stream().map(word -> word.replace(PORT, String.valueOf(port)))).flatMap(w -> w).toList();
        var process = ControlledProcess.foreign("the server", ChildProcesses.start(new ProcessBuilder(words)));
        for (long start = System.nanoTime(); !accepts(port); TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos())) {
            if (!process.isAlive()) {
                throw new IOException("the server did not start: " + process.endText());
            }
            if (System.nanoTime() - start > timeout.toNanos()) {
                process.close();
                throw new IOException("nobody accepted on 127.0.0.1:" + port + " within " + timeout.toSeconds() + " s"
                        + (process.text().isEmpty() ? "" : "; the server's last line: " + process.text()));
            }
        }
        return new ServerProcess(process, port);
    }

    /**
     * Returns a port that no process has. It is below those that systems hand out by themselves (from 32768 on Linux,
     * 49152 elsewhere), which another process, or a connection, could get before the server does.
     */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // the next number may be free
            }
        }
        throw new IOException("found no free port from 10000 to 32767");
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            SelfConnection.check(socket);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns the id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Returns the port that the server accepts connections on. */
    public int port() {
        return port;
    }

    /**
     * Asks one of our servers for its counters.
     *
     * @throws IOException in one line, if it does not answer
     */
    public ServerCounters counters() throws IOException, InterruptedException {
        return stats().counters();
    }

    /**
     * Asks one of our servers for its counters, and what it has now.
     *
     * @throws IOException in one line, if it does not answer
     */
    public Stats stats() throws IOException, InterruptedException {
        return process.ask(Stats.REQUEST, Stats.class, ANSWER_TIMEOUT);
    }

    /**
     * Has one of our servers collect its garbage, and returns what is left.
     *
     * @throws IOException in one line, if it does not answer
     */
    public Memory memory() throws IOException, InterruptedException {
        return process.ask(Memory.REQUEST, Memory.class, ANSWER_TIMEOUT);
    }

    /**
     * Asks one of our servers what it runs on.
     *
     * @throws IOException in one line, if it does not answer
     */
    public Jvm jvm() throws IOException, InterruptedException {
        return process.ask(Jvm.REQUEST, Jvm.class, ANSWER_TIMEOUT);
    }

    /**
     * Has one of our servers compute for some 0.2 s, and returns how fast it is.
     *
     * @throws IOException in one line, if it does not answer
     */
    public CpuUnit cpuUnit() throws IOException, InterruptedException {
        return process.ask(CpuUnit.REQUEST, CpuUnit.class, ANSWER_TIMEOUT);
    }

    /** Returns the line that the server has printed for people; empty if there is none. */
    public String text() {
        return process.text();
    }

    /** Returns how the server has ended, if it has, although nothing had stopped it. */
    public Optional<String> earlyEnd() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.endText());
    }

    /**
     * Stops the server and blocks until its process is gone.
     *
     * @return what was wrong with its end
     */
    public Optional<String> stop() throws InterruptedException {
        return process.stop(STOP_TIMEOUT);
    }

    /** Returns what the server reported when it had stopped; a foreign one does not, nor one that was killed. */
    public Optional<Stopped> stopped() throws InterruptedException {
        return process.rest(Stopped.class);
    }

    /** Kills the server if it is still alive. */
    @Override
    public void close() {
        process.close();
    }
}
