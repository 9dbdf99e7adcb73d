package threadlab.bench.jmh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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
import threadlab.support.EnumNames;

/**
 * <b>How many echoes a second does one server give to {@code sessions} sessions that all have a message in flight?</b>
 *
 * <p>One operation is one echo: the load's thread takes the echo of one session and sends the next message of that
 * session. The next operation does the same with the next session, in a ring. So at any time all other sessions have a
 * message in flight, and the scores for different numbers of sessions can be compared.
 *
 * <p><b>Traps avoided.</b> Connecting is not part of an operation: sessions are opened before the first iteration and
 * stay open for the whole fork. The loop allocates nothing. Each thread of JMH has its own sessions, so that
 * {@code -t 2} makes two independent loads. No message is in flight when the sessions are closed, so the server sees an
 * end of stream and not a reset.
 *
 * <p><b>The trap that is left:</b> the load is part of the measurement. Server and load share this JVM and its CPUs,
 * since a JMH fork has only one process; {@code ./lab compare} gives a process to each. {@link #loadAlone} shows the
 * size of the effect. It is the same ring with the same bytes in as many TCP connections, but the load's thread holds
 * the other ends too. It makes the same two system calls, without a server. {@code echo} divided by {@code loadAlone}
 * is the part of the time in which the load itself is busy. If the two scores are close, the load was measured and not
 * the server. This is an estimate: alone, the load has twice as many sockets, and does not compete with a server.
 *
 * <pre>
 *     ./lab jmh EchoSessions                              short, 1 and 256 sessions
 *     ./lab jmh EchoSessions --full                       as published
 *     ./lab jmh EchoSessions -p sessions=1,4096 -p size=1024 -p threadModel=virtual,platform
 * </pre>
 *
 * <p><b>What you should see.</b> With one session, all thread models have about the same score, a tenth of
 * {@code loadAlone}: most of the time is spent on two threads that wake each other. With more sessions,
 * {@code event-loop} is first, then {@code virtual-tuned}, then the others. The more sessions, the larger is the lead
 * of {@code virtual-tuned} over {@code platform}. On two CPUs, JDK 25.0.3, {@code --full -wi 3 -w 300ms -i 5 -r 400ms}:
 * {@code virtual-tuned} had 1.1, 1.2, 1.6 and 1.7 times the score of {@code platform} at 16, 256, 1,024 and 4,096
 * sessions, and 1.1, 1.1, 1.4 and 1.3 times that of {@code virtual}; forks of the same benchmark differed by up to 1.4
 * times. {@code event-loop} reached 0.7 to 1.1 of {@code loadAlone}, so these figures do not show what it could do with
 * a cheaper load.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class EchoSessionsBenchmark {

    /** One server for all threads of JMH. */
    @SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls the methods that set up
    @State(Scope.Benchmark)
    public static class Server {
        @Param({"platform", "virtual", "virtual-tuned", "event-loop"})
        public String threadModel;

        private EchoServer server;

        @Setup
        public void start() throws IOException {
            server = EchoServer.start(ServerConfig.defaults().withPort(0)
                    .withThreadModel(EnumNames.parse(ThreadModel.class, threadModel)));
        }

        @TearDown
        public void stop() {
            server.close();
        }
    }

    /** Sessions of the server. JMH closes them before it stops the server, since they depend on it. */
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

    /** Connections without a server: the load's thread has both ends. */
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
