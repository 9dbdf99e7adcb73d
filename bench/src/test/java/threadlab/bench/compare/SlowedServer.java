package threadlab.bench.compare;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ServerEvents;
import threadlab.server.ThreadModel;

/**
 * An echo server that is slower by a known piece of work per echo, to find out whether a comparison finds that. Used by
 * {@code .ci/check-verdict}: {@code SlowedServer PORT STEPS}; ends when it is killed.
 */
public final class SlowedServer implements ServerEvents {
    private final int steps;
    /** Depends on every step, so that no compiler leaves one out. Written by the one thread of the event loop. */
    private long work = 0x9E3779B97F4A7C15L;

    private SlowedServer(int steps) {
        this.steps = steps;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        ServerConfig config = ServerConfig.defaults().withThreadModel(ThreadModel.EVENT_LOOP)
                .withPort(Integer.parseInt(args[0]));
        EchoServer server = EchoServer.start(config, new SlowedServer(Integer.parseInt(args[1])));
        server.awaitStopped(Duration.ofDays(1));
    }

    /** A chain of xorshift steps: each needs the one before, so that the time grows with their number. */
    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        long x = work;
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        work = x;
    }
}
