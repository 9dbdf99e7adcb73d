package threadlab.bench.jmh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;

/**
 * <b>How many echoes a second does one server give to {@code sessions} sessions that all have a message in flight?</b>
 *
 * <p>One operation is one echo: the load's thread takes the echo of one session and sends that session's next message;
 * the next operation does the same with the next session, in a ring. So all sessions but the one in hand have a message
 * in flight at any time, and the scores of different numbers of sessions compare.
 *
 * <p><b>Traps avoided.</b> Connecting is no part of an operation: sessions are opened before the first iteration and
 * stay open for the whole fork. Nothing is allocated in the loop. Each of JMH's threads has sessions of its own, so
 * that {@code -t 2} is two loads at one server and not two threads that steal each other's echoes. Nothing is in flight
 * any more when the sessions are closed, so the server sees an end of stream and not a reset.
 *
 * <p><b>The trap that is left:</b> the load takes part in what it measures. Server and load share this JVM and its
 * CPUs, which is all that a JMH fork has; {@code ./lab compare} gives each a process. {@link #loadAlone} says how much
 * it is: the same ring, with the same bytes in as many TCP connections, of which the load's thread holds the other ends
 * too. It makes the same two system calls, and there is no server. {@code echo} divided by {@code loadAlone} is the
 * part of the time that the load itself is busy. Where the two are near each other, the load was measured and not the
 * server. It is an estimate: alone, the load has twice as many sockets to visit, and no server beside it.
 *
 * <pre>
 *     ./lab jmh EchoSessions                              short, 1 and 256 sessions
 *     ./lab jmh EchoSessions --full                       as published
 *     ./lab jmh EchoSessions -p sessions=1,4096 -p size=1024 -p threadModel=virtual,platform
 * </pre>
 *
 * <p><b>What you should see.</b> With one session, much the same for all thread models and a tenth of
 * {@code loadAlone}: two threads wake each other, and that is most of it. With more, {@code event-loop} before
 * {@code virtual} before the others, and {@code virtual} the farther from {@code platform} the more sessions there are.
 * On two CPUs, JDK 25.0.3, {@code --full -wi 3 -w 300ms -i 5 -r 400ms}: {@code virtual} gave 1.1, 1.2, 1.6 and 1.7
 * times the echoes of {@code platform} at 16, 256, 1,024 and 4,096 sessions, and 1.1, 1.1, 1.4 and 1.3 times those of
 * {@code virtual}; forks of the same benchmark were up to 1.4 times apart. {@code event-loop} came to 0.7 to 1.1
 * of {@code loadAlone}, so what it could give to a cheaper load is not in these figures.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EchoSessionsBenchmark {

    /** The server, for all loads. */
    @State(Scope.Benchmark)
    public static class Server {
        @Param({"platform", "virtual", "virtual-tuned", "event-loop"})
        public String threadModel;

        private EchoServer server;

        @Setup
        public void start() throws IOException {
            server = EchoServer.start(ServerConfig.defaults().withPort(0)
                    .withThreadModel(ThreadModel.valueOf(threadModel.toUpperCase(Locale.ROOT).replace('-', '_'))));
        }

        @TearDown
        public void stop() {
            server.close();
        }
    }

    /** Sessions of the server; JMH closes them before it stops the server, which they are set up with. */
    public static class Sessions extends EchoRing {
        @Setup
        public void connect(Server to) throws IOException {
            for (int i = 0; i < sessions; i++) {
                SocketChannel session = SocketChannel.open(to.server.address());
                add(session, session);
            }
            begin();
        }
    }

    /** Connections of which the load's thread has both ends. */
    public static class Loops extends EchoRing {
        @Setup
        public void connect() throws IOException {
            try (var listener = ServerSocketChannel.open()) {
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                for (int i = 0; i < sessions; i++) {
                    add(SocketChannel.open(listener.getLocalAddress()), listener.accept());
                }
            }
            begin();
        }
    }

    @Benchmark
    public void echo(Sessions sessions) throws IOException {
        sessions.step();
    }

    @Benchmark
    public void loadAlone(Loops loops) throws IOException {
        loops.step();
    }
}
