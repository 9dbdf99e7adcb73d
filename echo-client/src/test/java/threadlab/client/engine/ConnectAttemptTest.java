package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class ConnectAttemptTest {

    /** Only then does the kernel reuse a port in TIME-WAIT, or one that is in use towards another server. */
    @Test
    void aPortLeftToTheSystemIsChosenWhenConnecting() throws IOException {
        try (SocketChannel channel = ConnectAttempt.open(null, new InetSocketAddress("127.0.0.1", 4004))) {
            assertThat(channel.getLocalAddress()).isNull();
        }
    }
}
