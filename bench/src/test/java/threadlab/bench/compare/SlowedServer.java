package threadlab.bench.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.events.ServerListener;

/**
 * An echo server that is slower by a known part, to find out whether a comparison finds that. Used by
 * {@code .ci/check-verdict}: {@code SlowedServer PORT PERCENT}; ends when it is killed.
 *
 * <p>
 * A busy loop before each echo takes so much of the CPU time that everything else takes. Its length follows that, since
 * the same loop is a larger part of a cheap echo than of a dear one, and what an echo costs moves with the machine. One
 * event loop serves all sessions, so all state is that thread's own.
 *
 * <p>
 * Each echo has some work in any case, so that the server is what limits the rate. Where the load does, more work per
 * echo leaves more messages for each turn of the loop, and costs next to nothing.
 */
public final class SlowedServer implements ServerListener {
    private static final int ECHOES_BETWEEN_LOOKS = 1024;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int STEPS_IN_ANY_CASE = 6000;

    private final double part;
    private int steps;
    /** Depends on every step, so that no compiler leaves one out. */
    private long work = 0x9E3779B97F4A7C15L;
    private int echoes;
    /** Since the last look. */
    private long burntNanos;
    private long cpuNanosThen;

    private SlowedServer(double part) {
        this.part = part;
        this.steps = part > 0 ? 1000 : 0;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        ServerConfig config = ServerConfig.defaults().withThreadModel(ThreadModel.EVENT_LOOP)
                .withPort(Integer.parseInt(args[0]));
        EchoServer server = EchoServer.start(config, new SlowedServer(Double.parseDouble(args[1]) / 100));
        server.awaitStopped(Duration.ofDays(1));
    }

    @Override
    public void received(SocketAddress peer, ByteBuffer data) {
        burn(STEPS_IN_ANY_CASE);
        long start = System.nanoTime();
        burn(steps);
        burntNanos += System.nanoTime() - start;
        if (++echoes == ECHOES_BETWEEN_LOOKS) {
            follow();
        }
    }

    /** A chain of xorshift steps: each needs the one before, so that the time grows with their number. */
    private void burn(int steps) {
        long x = work;
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        work = x;
    }

    /** Makes the loop as long as it should have been for the echoes since the last look. */
    private void follow() {
        long now = THREADS.getCurrentThreadCpuTime();
        double rest = now - cpuNanosThen - burntNanos;
        if (part > 0 && cpuNanosThen > 0 && rest > 0) {
            steps = (int) Math.clamp(steps * part * rest / burntNanos, 1, 1_000_000);
        }
        cpuNanosThen = now;
        burntNanos = 0;
        echoes = 0;
    }
}
