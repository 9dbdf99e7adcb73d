package threadlab.bench.jmh;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * How many echoes a second does one server give to {@code sessions} sessions that all have a message in flight?
 *
 * <p>One operation is a turn: a single thread writes one message to every session, then reads every echo. So the server
 * always has up to {@code sessions} sessions to serve at once, while the load is one thread whose cost is the same for
 * every thread model: two system calls an echo. Connections stay open for the whole fork; nothing is allocated in the
 * loop. Server and load share this JVM and its CPUs, which is what a JMH fork can offer; {@code compare} measures the
 * server in a process of its own and says more.
 *
 * <p>Look at {@code echoes}, the echoes per second over all sessions, and compare the thread models at the same number
 * of sessions only. The load's thread takes part in the competition for the CPUs: with two of them, a server that uses
 * both leaves it less.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EchoSessionsBenchmark {
    private static final int SIZE = 64;

    @Param({"platform", "virtual", "event-loop"})
    private String threadModel;

    @Param({"1", "64", "512"})
    private int sessions;

    private EchoServer server;
    private SocketChannel[] channels;
    private final ByteBuffer message = ByteBuffer.allocateDirect(SIZE);

    /** Adds the rate of single echoes to the rate of turns. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Echoes {
        public long echoes;
    }

    @Setup(Level.Trial)
    public void connect() throws IOException {
        server = EchoServer.start(ServerConfig.defaults().withPort(0)
                .withThreadModel(ThreadModel.valueOf(threadModel.toUpperCase(Locale.ROOT).replace('-', '_'))));
        channels = new SocketChannel[sessions];
        for (int i = 0; i < sessions; i++) {
            channels[i] = SocketChannel.open(server.address());
            channels[i].setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    @TearDown(Level.Trial)
    public void disconnect() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        server.close();
    }

    @Benchmark
    public void turn(Echoes counted) throws IOException {
        for (SocketChannel channel : channels) {
            channel.write(message.clear());
        }
        for (SocketChannel channel : channels) {
            message.clear();
            while (message.hasRemaining()) {
                if (channel.read(message) < 0) {
                    throw new IOException("the server closed a session");
                }
            }
        }
        counted.echoes += sessions;
    }
}
