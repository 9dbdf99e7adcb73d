package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.client.TestServer;
import threadlab.client.TlsFixtures;
import threadlab.client.plan.LoadPlan;
import threadlab.client.transport.ClientTls;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static FirstConnection open(int port, ClientTls tls) throws IOException {
        var plan = new LoadPlan("127.0.0.1", port, 1, 1, Duration.ZERO, Duration.ofSeconds(1));
        plan = plan.withTarget(plan.target().withTls(tls));
        return FirstConnection.open(Runs.of(plan), SHORT, new CompletableFuture<>());
    }

    @Test
    void anHonestServerIsConnectedAndStaysSo() throws Exception {
        try (var server = TestServer.honest(); FirstConnection first = open(server.port(), null)) {
            assertThat(first.channel().isConnected()).isTrue();
            await().pollDelay(SHORT.multipliedBy(2)).until(() -> first.channel().isOpen());
        }
    }

    @Test
    void aConnectionThatLeadsToItselfIsRefused() throws IOException {
        Run run = Runs.toItself();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> FirstConnection.open(run, SHORT, new CompletableFuture<>()))
                .withMessageContaining("nobody listens");
    }

    /** Whatever comes in between, the handshake as a whole has a limit. */
    @Test
    void aHandshakeThatMakesSlowProgressIsGivenUp() throws Exception {
        byte[] warning = {21, 3, 3, 0, 2, 1, 90}; // user_canceled, after which something else should come
        try (var server = TestServer.with(TestServer.trickle(warning, warning))) {
            ClientTls tls = TlsFixtures.client();
            assertThatIOException().isThrownBy(() -> open(server.port(), tls))
                    .withMessage("not connected within 300ms");
            await().until(() -> server.open() == 0);
        }
    }

    @Test
    void aConnectionThatNobodyTakesIsGivenUp() throws Exception {
        List<SocketChannel> before = new ArrayList<>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) { // more than its backlog has places for
                before.add(SocketChannel.open());
                before.getLast().configureBlocking(false);
                before.getLast().connect(deaf.getLocalSocketAddress());
            }
            ClientTls tls = TlsFixtures.client(); // where there are more places, there is no handshake
            assertThatIOException().isThrownBy(() -> open(deaf.getLocalPort(), tls))
                    .withMessage("not connected within 300ms");
        } finally {
            for (SocketChannel channel : before) {
                channel.close();
            }
        }
    }
}
