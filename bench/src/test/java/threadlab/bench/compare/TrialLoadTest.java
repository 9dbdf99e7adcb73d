package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.TrialTiming;

@Timeout(60)
@Tag("slow")
class TrialLoadTest {
    private static final double HELD_SECONDS = 4;
    /** Without the session that is held it is steady at once. */
    private static final TrialTiming TIMING = new TrialTiming(0.3, 20, 0.3);

    /** The third connection has its first echo late, all others at once. */
    private static void echo(ServerSocket listener) {
        try {
            for (int i = 1;; i++) {
                Socket socket = listener.accept();
                boolean isHeld = i == 3;
                Thread.startVirtualThread(() -> echo(socket, isHeld));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private static void echo(Socket socket, boolean isHeld) {
        try (socket) {
            int first = socket.getInputStream().read();
            if (isHeld) {
                LockSupport.parkNanos((long) (HELD_SECONDS * TimeUnit.SECONDS.toNanos(1)));
            }
            if (first >= 0) {
                socket.getOutputStream().write(first);
                socket.getInputStream().transferTo(socket.getOutputStream());
            }
        } catch (IOException ended) {
            // by the load
        }
    }

    @Test
    void theWindowOpensWhenEverySessionHasHadItsFirstEcho() throws Exception {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> echo(listener));
            var task = new TrialLoad.Task(listener.getLocalPort(), null, ProcessHandle.current().pid(), false,
                    LoadPoint.of(5), TIMING, 0);
            var metrics = new TrialLoad(task).run().result().metrics();
            assertThat(metrics.get(Metric.WARMUP.key()).doubleValue()).isGreaterThan(HELD_SECONDS);
            assertThat(metrics.get(Metric.SESSIONS_UNSERVED.key()).intValue()).isZero();
        }
    }
}
