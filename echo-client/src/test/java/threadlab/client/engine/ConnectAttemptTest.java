package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        Run run = Runs.toItself();
        var loop = new EventLoop(run, 0, 1);
        loop.execute(loop.pool()::windowOver);
        loop.run();
        assertThat(run.failures().failures().counts()).isEqualTo(Map.of(Failure.NOT_CONNECTED, 1L));
    }
}
