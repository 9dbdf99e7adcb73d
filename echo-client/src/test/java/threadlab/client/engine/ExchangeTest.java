package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.TestServer;
import threadlab.client.TlsFixtures;
import threadlab.client.plan.Target;
import threadlab.client.transport.ClientTls;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/**
 * The servers here would keep a client for ever, or for hours, whose limit is each read's or each write's. No interrupt
 * ends such a wait, hence the thread mode.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("slow")
class ExchangeTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final byte[] MESSAGE = new byte[100_000];
    /** Its head, of TLS. */
    private static final byte[] LONG_RECORD = {22, 3, 3, 0x3f, 0};

    private TestServer server;

    @AfterEach
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private byte[] exchange(Duration limit, byte[] message, ClientTls tls) throws Exception {
        return new Exchange(new Target("127.0.0.1", server.port()).withTls(tls), limit).of(message);
    }

    private void assertGivenUp(Duration limit, ClientTls tls) {
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> exchange(limit, MESSAGE, tls));
        await().until(() -> server.open() == 0);
    }

    @Test
    void aServerThatSendsAByteNowAndThenIsGivenUp() throws Exception {
        server = TestServer.with(TestServer.trickle(new byte[0], (byte) 0));
        assertGivenUp(SHORT, null);
    }

    @Test
    void aServerThatNeverReadsALongMessageIsGivenUp() throws Exception {
        var end = new CountDownLatch(1);
        server = TestServer.with((connection, bytes) -> end.await());
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> exchange(SHORT, new byte[64 << 20], null));
        end.countDown();
        await().until(() -> server.open() == 0);
    }

    /** Its backlog is full, so that whoever comes next waits for the connection. */
    @Test
    void aServerThatNeverAcceptsIsGivenUp() throws Exception {
        List<SocketChannel> before = new ArrayList<>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                before.add(SocketChannel.open());
                before.getLast().configureBlocking(false);
                before.getLast().connect(deaf.getLocalSocketAddress());
            }
            var exchange = new Exchange(new Target("127.0.0.1", deaf.getLocalPort()), SHORT);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> exchange.of(MESSAGE));
        } finally {
            for (SocketChannel channel : before) {
                channel.close();
            }
        }
    }

    @Test
    void aServerThatNeverAnswersTheHandshakeIsGivenUp() throws Exception {
        server = TestServer.with((connection, bytes) -> {
        });
        assertGivenUp(SHORT, TlsFixtures.client());
    }

    @Test
    void aServerThatAnswersTheHandshakeAByteNowAndThenIsGivenUp() throws Exception {
        server = TestServer.with(TestServer.trickle(LONG_RECORD, (byte) 0));
        assertGivenUp(SHORT, TlsFixtures.client());
    }

    /** Records without end, and not one byte in them. */
    @Test
    void aServerThatChangesItsKeyWithoutEndIsGivenUp() throws Exception {
        server = TestServer.with((connection, bytes) -> {
            for (;;) {
                ((SSLSocket) connection.socket()).startHandshake(); // after the first one TLS 1.3 sends a KeyUpdate
            }
        }, TlsFixtures.listener("server.p12", "TLSv1.3"));
        assertGivenUp(Duration.ofSeconds(2), TlsFixtures.client());
        assertThat(server.bytes()).as("there was a handshake").isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatSendsMoreThanItGotIsNotWaitedFor(boolean tls) throws Exception {
        TestServer.Handler endless = (connection, bytes) -> {
            connection.send(bytes);
            for (;;) {
                connection.send(MESSAGE);
            }
        };
        server = tls
                ? TestServer.with(endless, TlsFixtures.listener("server.p12", "TLSv1.3"))
                : TestServer.with(endless);
        byte[] message = {1, 2, 3};
        assertThat(exchange(LONG, message, tls ? TlsFixtures.client() : null)).isEqualTo(message);
    }

    @Test
    void aReplyThatIsCutShortIsWhatCame() throws Exception {
        server = TestServer.with((connection, bytes) -> {
            connection.send(Arrays.copyOf(bytes, 2));
            connection.close();
        });
        assertThat(exchange(LONG, new byte[]{1, 2, 3}, null)).containsExactly(1, 2);
    }

    @Test
    void theEndOfTheStreamIsToldAsTlsHasIt() throws Exception {
        try (var listener = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var isTold = new FutureTask<>(() -> echoUntilTheEnd(listener));
            Thread.startVirtualThread(isTold);
            var target = new Target("127.0.0.1", listener.socket().getLocalPort()).withTls(TlsFixtures.client());
            assertThat(new Exchange(target, LONG).of(MESSAGE)).isEqualTo(MESSAGE);
            assertThat(isTold.get()).isTrue();
        }
    }

    private static boolean echoUntilTheEnd(ServerSocketChannel listener) throws Exception {
        try (TlsChannel tls = ServerTlsChannel.newBuilder(listener.accept(), TlsFixtures.server("server.p12"))
                .build()) {
            ByteBuffer bytes = ByteBuffer.allocate(MESSAGE.length);
            while (tls.read(bytes) >= 0) {
                tls.write(bytes.flip());
                bytes.clear();
            }
            return tls.shutdownReceived();
        }
    }

    @Test
    void aHostThatIsUnknownIsSaidAtOnce() {
        var exchange = new Exchange(new Target("no-such-host.invalid", 1), LONG);
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> exchange.of(MESSAGE));
    }

    @Test
    void aServerThatSpeaksNoTlsOrIsGoneIsSaidAtOnce() throws Exception {
        server = TestServer.honest();
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> exchange(LONG, MESSAGE, TlsFixtures.client()));
        server.stopListening();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> exchange(LONG, MESSAGE, null));
    }
}
