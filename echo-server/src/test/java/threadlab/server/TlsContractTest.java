package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerListener;

/** What every thread model that speaks TLS promises of it, in both versions. */
@ParameterizedClass
@MethodSource("modelsAndProtocols")
@Timeout(60)
@Tag("slow")
class TlsContractTest {
    private static final Duration PLENTY = Duration.ofSeconds(30);

    static Stream<Arguments> modelsAndProtocols() {
        return Stream.of(ThreadModel.VIRTUAL_TUNED, ThreadModel.VIRTUAL, ThreadModel.PLATFORM)
                .flatMap(model -> Stream.of("TLSv1.3", "TLSv1.2").map(protocol -> Arguments.of(model, protocol)));
    }

    private final ExecutorService background = Executors.newCachedThreadPool();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final ServerConfig config;
    private final String protocol;
    private EchoServer server;

    TlsContractTest(ThreadModel model, String protocol) throws IOException {
        this.protocol = protocol;
        config = ServerConfig.defaults().withPort(0).withThreadModel(model).withTls(TlsFixture.open());
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        background.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 16 * 1024, 16 * 1024 + 1, 3_000_000})
    void bytesComeBackInTheirOrderHoweverManyRecordsTheyFill(int size) throws Exception {
        start(config);
        byte[] sent = random(size);
        try (Peer peer = connect(null)) {
            Future<Peer> sending = background.submit(() -> peer.send(sent)); // more than the buffers on the way take
            assertThat(Arrays.equals(peer.receive(size), sent)).as("all bytes as they were sent").isTrue();
            sending.get();
        }
    }

    @Test
    void aPeerThatEndsItsStreamSeesAllItsEchoesAndThenTheEnd() throws Exception {
        start(config);
        byte[] sent = random(100_000);
        try (Peer peer = connect(null)) {
            peer.send(sent);
            byte[] echo = peer.receive(sent.length);
            peer.halfClose();
            assertThat(peer.receiveRest()).isEmpty();
            assertThat(echo).isEqualTo(sent);
        }
        awaitEnd(CloseReason.END_OF_STREAM);
    }

    @Test
    void aStreamThatIsCutIsNoEnd() throws Exception {
        start(config);
        Peer plain = Peer.connect(server);
        try (var tls = over(plain, null)) {
            assertThat(tls.echo((byte) 1)).containsExactly(1);
            plain.halfClose();
            awaitEnd(CloseReason.RESET);
        }
    }

    @Test
    void aStopEndsTheStreamsOfThoseThatWait() throws Exception {
        start(config);
        try (Peer peer = connect(null)) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
            Future<DrainResult> stop = background.submit(() -> server.stop(PLENTY));
            assertThat(peer.receiveRest()).isEmpty();
            peer.socket().close();
            assertThat(stop.get()).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced);
        }
    }

    @Test
    void aStopUnderLoadEchoesAllThatItTookAndThenEndsEveryStream() throws Exception {
        start(config);
        List<Future<Long>> sessions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Peer peer = connect(null);
            assertThat(peer.echo((byte) 1)).containsExactly(1); // the handshake is over
            sessions.add(background.submit(() -> 1 + echoUntilTheEnd(peer)));
        }
        await().pollInterval(Duration.ofMillis(5)).until(() -> server.stats().reads() > 200);
        assertThat(server.stop(PLENTY)).returns(20L, DrainResult::drained).returns(0L, DrainResult::forced);
        long seen = 0;
        for (Future<Long> session : sessions) {
            seen += session.get(); // fails with what it met: a reset, a byte that was not sent, a stream that was cut
        }
        assertThat(seen).isEqualTo(server.stats().bytes());
    }

    /** Sends on while the server takes it; how many bytes came back before the end. */
    private static long echoUntilTheEnd(Peer peer) throws IOException {
        try (peer) {
            byte[] message = random(500);
            for (long received = 0;; received += message.length) {
                try {
                    peer.send(message);
                } catch (IOException ended) {
                    return received; // TLS 1.2: the answer to the server's end was the end of this output too
                }
                byte[] echo = peer.receive(message.length);
                if (echo.length < message.length) {
                    return received + echo.length;
                }
                assertThat(echo).isEqualTo(message);
            }
        }
    }

    @Test
    void aStopWaitsForNobodyWhoseBuffersAreFull() throws Exception {
        start(config);
        Peer peer = connect(null);
        background.submit(() -> peer.send(new byte[64 << 20])); // and reads nothing
        await().pollInterval(Duration.ofMillis(5)).until(() -> server.stats().bytes() > 100_000);
        assertThat(server.stop(Duration.ofMillis(200))).returns(1L, DrainResult::forced);
        peer.close();
    }

    @Test
    void whoDoesNotGetThroughTheHandshakeStopsNobodyAndIsClosedAtItsDeadline() throws Exception {
        start(config.withTls(new ServerTls(TlsFixture.open().context(), false, Duration.ofMillis(200))));
        byte[] half = {22, 3, 1, 2, 0, 1, 0, 1}; // the beginning of a ClientHello of 512 bytes
        try (Peer silent = Peer.connect(server); Peer slow = Peer.connect(server).send(half)) {
            assertThat(silent.receiveRest()).isEmpty();
            slow.receiveRest();
        } catch (IOException reset) {
            // as good: what it had sent was never read
        }
        awaitEnd(CloseReason.HANDSHAKE_TIMEOUT, 2);
        try (Peer peer = connect(null)) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
            assertThat(server.stats().open()).isEqualTo(1);
        }
    }

    @Test
    void aStopDoesNotWaitForAHandshake() throws Exception {
        start(config);
        try (Peer silent = Peer.connect(server)) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> server.stats().open() == 1);
            assertThat(server.stop(PLENTY)).returns(0L, DrainResult::forced);
            assertThat(silent.receiveRest()).isEmpty();
        }
    }

    @Test
    void aPeerThatSpeaksNoTlsIsTold() throws Exception {
        start(config);
        try (Peer plain = Peer.connect(server)) {
            assertThat(plain.send("hello, server\n".getBytes()).receiveRest()).as("an alert, RFC 8446, 6")
                    .startsWith(21, 3).hasSize(7);
        }
        awaitEnd(CloseReason.HANDSHAKE_FAILED);
        assertThat(refusals).singleElement().asString().contains("plaintext");
    }

    @Test
    void aClientWithTheRightCertificateIsServed() throws Exception {
        start(config.withTls(TlsFixture.mutual()));
        try (Peer peer = connect("client.p12")) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "stranger.p12", "expired-client.p12"})
    void aClientWithAWrongCertificateOrNoneIsToldSoAndHoldsNothing(String certificate) throws Exception {
        start(config.withTls(TlsFixture.mutual()));
        try (Peer peer = connect(certificate.equals("none") ? null : certificate)) {
            assertThatThrownBy(() -> peer.echo((byte) 1)).isInstanceOf(SSLException.class)
                    .hasMessageMatching(".*(certificate|handshake_failure).*");
        }
        awaitEnd(CloseReason.HANDSHAKE_FAILED);
        assertThat(refusals).hasSize(1);
        assertThat(server.stats().reads()).isZero();
    }

    @Test
    void aSecondHandshakeIsNotServed() throws Exception {
        start(config);
        try (Peer peer = connect(null)) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
            ((SSLSocket) peer.socket()).startHandshake(); // in TLS 1.3 a new key, which is served
            if (protocol.equals("TLSv1.3")) {
                assertThat(peer.echo((byte) 2)).containsExactly(2);
            } else {
                assertThatThrownBy(() -> peer.echo((byte) 2)).isInstanceOf(IOException.class);
                awaitEnd(CloseReason.TLS_ERROR);
            }
        }
    }

    @Test
    void aSessionThatMayOnlyBeSoFastIsSlowedDown() throws Exception {
        start(config.withLimits(new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 0, 10_000)));
        byte[] sent = random(12_000); // in one record, of which the first second's worth goes at once
        try (Peer peer = connect(null)) {
            long start = System.nanoTime();
            assertThat(peer.echo(sent)).isEqualTo(sent);
            assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(100).toNanos());
        }
    }

    private void start(ServerConfig wanted) throws IOException {
        server = EchoServer.start(wanted, new ServerListener() {
            @Override
            public void handshakeFailed(SocketAddress peer, IOException reason) {
                refusals.add(reason.getMessage());
            }
        });
    }

    private Peer connect(String certificate) throws Exception {
        return TlsFixture.connect(server, TlsFixture.client(certificate), protocol);
    }

    private Peer over(Peer plain, String certificate) throws Exception {
        SSLContext context = TlsFixture.client(certificate);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain.socket(), "localhost",
                server.address().getPort(), false);
        socket.setEnabledProtocols(new String[]{protocol});
        return new Peer(socket);
    }

    private void awaitEnd(CloseReason reason) {
        awaitEnd(reason, 1);
    }

    private void awaitEnd(CloseReason reason, long count) {
        await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            assertThat(server.stats().closed(reason)).as("%s", server.stats()).isEqualTo(count);
            assertThat(server.stats().open()).isZero();
        });
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
