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
import threadlab.bench.verdict.TrialResult;
import threadlab.bench.verdict.TrialTiming;
import threadlab.client.capacity.RateStep;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

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

    /** Four places for 10 ms each are 400 a second by arithmetic, and fewer where timers are late. */
    @Test
    void theHighestRateIsLookedForAfterTheWindow() throws Exception {
        var work = Work.of("pool 4 { wait 10ms }", 64, 1, new Computing(1));
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0).withWork(work))) {
            var task = new TrialLoad.Task(server.address().getPort(), null, ProcessHandle.current().pid(), false,
                    LoadPoint.of(20), new TrialTiming(0.3, 0.5, 1), 0, "p99<=200ms");
            TrialResult result = new TrialLoad(task, TrialLoad.NOBODY_WAITS).run().result();
            assertThat(result.metrics()).containsKeys(Metric.CPU.key(), Metric.RATE.key());
            assertThat(result.metrics().get(Metric.CAPACITY.key())).as("%s", result).satisfies(
                    rate -> assertThat(rate.doubleValue()).isBetween(200.0, 440.0));
            assertThat(result.responseTimeCurveMicros()).hasSizeGreaterThan(8).isSorted();
            assertThat(result.rateSteps()).anyMatch(RateStep::holds).anyMatch(step -> !step.holds());
        }
    }

    @Test
    void theWindowOpensWhenEverySessionHasHadItsFirstEcho() throws Exception {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> echo(listener));
            var task = new TrialLoad.Task(listener.getLocalPort(), null, ProcessHandle.current().pid(), false,
                    LoadPoint.of(5), TIMING, 0, null);
            var metrics = new TrialLoad(task, TrialLoad.NOBODY_WAITS).run().result().metrics();
            assertThat(metrics.get(Metric.WARMUP.key()).doubleValue()).isGreaterThan(HELD_SECONDS);
            assertThat(metrics.get(Metric.SESSIONS_UNSERVED.key()).intValue()).isZero();
        }
    }
}
