package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Failure;

@Timeout(20)
class ConnectAttemptTest {

    /** Only then does the kernel reuse a port in TIME-WAIT, or one that is in use towards another server. */
    @Test
    void aPortLeftToTheSystemIsChosenWhenConnecting() throws IOException {
        try (SocketChannel channel = ConnectAttempt.open(null, new InetSocketAddress("127.0.0.1", 4004))) {
            assertThat(channel.getLocalAddress()).isNull();
        }
    }

    /** Without the check it would be a session that never fails. */
    @Test
    void aConnectionThatLeadsToItselfIsNone() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var itself = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var plan = new LoadPlan("127.0.0.1", port, 1, 1, Duration.ZERO, Duration.ofSeconds(1));
        Run run = Runs.of(plan, new Run.Addresses(itself, List.of(itself)));
        var loop = new EventLoop(run, 0, 1);
        loop.execute(loop.pool()::windowOver);
        loop.run();
        assertThat(run.failures().failures().counts()).isEqualTo(Map.of(Failure.NOT_CONNECTED, 1L));
    }
}
