package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.CloseReason;
import threadlab.server.tls.HandshakeMessage;
import threadlab.server.tls.Tls13Peer;
import threadlab.server.tls.TlsRecord;

/** Each KeyUpdate of a peer may ask for one of the server (RFC 8446, section 4.6.3): how many answers does it owe? */
@ParameterizedClass
@EnumSource(names = {"PLATFORM", "VIRTUAL", "VIRTUAL_TUNED"})
@Timeout(60)
@Tag("slow")
class KeyUpdateFloodTest {
    private static final int BATCH = 500;

    private final EchoServer server;

    KeyUpdateFloodTest(ThreadModel model) throws IOException {
        server = EchoServer
                .start(ServerConfig.defaults().withPort(0).withThreadModel(model).withTls(TlsFixture.open()));
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @Test
    void aPeerThatAsksForNewKeysWithoutEndAndReadsNoneIsCutOff() throws Exception {
        try (var other = Tls13Peer.connect(server); var peer = Tls13Peer.connect(server, 4_096)) {
            sendUntilItIsCutOff(peer, other);
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> server.stats().closed(CloseReason.TLS_ERROR) == 1);
            expectEcho(other);
        }
    }

    private static void sendUntilItIsCutOff(Tls13Peer peer, Tls13Peer other) throws IOException {
        for (int batch = 0;; batch++) {
            try {
                peer.send(keyUpdates(peer, BATCH));
            } catch (IOException cutOff) {
                return;
            }
            if (batch % 20 == 0) {
                expectEcho(other);
            }
        }
    }

    @Test
    void aPeerThatThenSendsNothingGetsItsKeyAllTheSame() throws Exception {
        try (var peer = Tls13Peer.connect(server)) {
            peer.send(peer.keyUpdate(true, 0));
            TlsRecord.Content content;
            do { // tickets for later sessions come before
                content = peer.open(TlsRecord.receive(peer.peer()));
            } while (content.bytes()[0] != HandshakeMessage.KEY_UPDATE);
            assertThat(content.type()).isEqualTo(TlsRecord.HANDSHAKE);
        }
    }

    @Test
    void aPeerThatReadsGetsAKeyForEachThatItAsksFor() throws Exception {
        try (var peer = Tls13Peer.connect(server)) {
            for (int i = 1; i <= 100; i++) {
                peer.send(keyUpdates(peer, 10));
                expectEcho(peer);
                assertThat(peer.keyUpdates()).isGreaterThanOrEqualTo(i); // one answer may do for several
            }
        }
    }

    private static byte[] keyUpdates(Tls13Peer peer, int count) {
        byte[][] records = new byte[count][];
        Arrays.setAll(records, i -> peer.keyUpdate(true, 0));
        return TlsRecord.join(records);
    }

    private static void expectEcho(Tls13Peer peer) throws IOException {
        peer.send(peer.data((byte) 7));
        assertThat(peer.receive(1)).as("echo, then %s", peer.end()).containsExactly(7);
    }
}
