package threadlab.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.StreamEnd;
import threadlab.server.TlsFixture;

/** The tests' own clients of TLS are understood by the JDK's engine, and understand it. */
@Timeout(60)
public class TlsPeerTest {
    private final EchoServer server;

    public TlsPeerTest() throws IOException {
        server = EchoServer.start(ServerConfig.defaults().withPort(0).withTls(TlsFixture.open()));
    }

    @AfterEach
    public void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, TlsRecord.MOST})
    public void aRecordOfAnySizeIsUnderstoodInBothVersions(int size) throws Exception {
        byte[] sent = random(size);
        try (var old = Tls12Peer.connect(server); var peer = Tls13Peer.connect(server)) {
            for (int i = 0; i < 3; i++) {
                old.send(old.data(sent));
                assertThat(old.receive(size)).isEqualTo(sent);
                peer.send(peer.data(sent, 0), peer.data(sent, TlsRecord.MOST - size));
                assertThat(peer.receive(size)).isEqualTo(sent);
                assertThat(peer.receive(size)).isEqualTo(sent);
            }
        }
    }

    @Test
    public void aRecordCutIntoSingleBytesIsUnderstood() throws Exception {
        try (var peer = Tls13Peer.connect(server)) {
            for (byte each : peer.data(random(30))) {
                peer.send(new byte[]{each});
            }
            assertThat(peer.receive(30)).isEqualTo(random(30));
        }
    }

    @Test
    public void bothEndsTakeNewKeys() throws Exception {
        byte[] sent = random(300);
        try (var peer = Tls13Peer.connect(server)) {
            peer.send(peer.keyUpdate(false, 0), peer.data(sent));
            assertThat(peer.receive(300)).isEqualTo(sent);
            assertThat(peer.keyUpdates()).isZero();
            peer.send(peer.keyUpdate(true, 0), peer.data(sent), peer.keyUpdateInTwoRecords(true, 0), peer.data(sent));
            assertThat(peer.receive(600)).endsWith(sent);
            assertThat(peer.keyUpdates()).isEqualTo(2);
        }
    }

    /** {@code new-keys.properties} has it do so. */
    @Test
    public void aNewKeyThatTheServerTakesByItselfIsFollowed() throws Exception {
        byte[] sent = random(TlsRecord.MOST);
        try (var peer = Tls13Peer.connect(server)) {
            for (int i = 0; i < 20; i++) {
                peer.send(peer.data(sent));
                assertThat(peer.receive(sent.length)).isEqualTo(sent);
            }
            assertThat(peer.keyUpdates()).isPositive();
        }
    }

    @Test
    public void theEndOfAStreamIsToldFromItsAlertAndFromSilence() throws Exception {
        try (var old = Tls12Peer.connect(server); var peer = Tls13Peer.connect(server)) {
            for (TlsPeer each : new TlsPeer[]{old, peer}) {
                each.peer().socket().setSoTimeout(1);
                assertThat(each.receiveRest()).isEmpty();
                assertThat(each.end()).isEqualTo(StreamEnd.TIMEOUT);
                each.peer().socket().setSoTimeout(10_000);
                each.send(each.data((byte) 7), each.closeNotify());
                assertThat(each.receiveRest()).containsExactly(7);
                assertThat(each.end()).isEqualTo(StreamEnd.CLOSE_NOTIFY);
                assertThat(each.receiveRest()).isEmpty();
                assertThat(each.end()).isEqualTo(StreamEnd.FIN);
            }
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
