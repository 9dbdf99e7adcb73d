package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.CloseReason;
import threadlab.server.tls.Tls12Peer;
import threadlab.server.tls.Tls13Peer;
import threadlab.server.tls.TlsPeer;
import threadlab.server.tls.TlsRecord;

/**
 * What every thread model that speaks TLS promises to a peer that breaks the rules after the handshake: it is told how,
 * and then its stream ends.
 */
@ParameterizedClass
@EnumSource(names = {"PLATFORM", "VIRTUAL", "VIRTUAL_TUNED"})
@Timeout(60)
@Tag("slow")
class TlsAlertsContractTest {
    /** RFC 8446, section 6. */
    private static final int UNEXPECTED_MESSAGE = 10;
    private static final int BAD_RECORD_MAC = 20;
    private static final int RECORD_OVERFLOW = 22;

    /** What is wrong with the records, and the alerts that may be the answer. */
    enum Wrong {
        CHANGED(BAD_RECORD_MAC),
        REPLAYED(BAD_RECORD_MAC),
        SWAPPED(BAD_RECORD_MAC),
        /** The JDK's engine says that it is unexpected, the RFC what it is. */
        TOO_LONG(RECORD_OVERFLOW, UNEXPECTED_MESSAGE),
        /** Here, too. */
        AS_LONG_AS_A_HEADER_CAN_SAY(RECORD_OVERFLOW, UNEXPECTED_MESSAGE);

        private final List<Integer> alerts;

        Wrong(Integer... alerts) {
            this.alerts = List.of(alerts);
        }

        byte[] records(TlsPeer peer) {
            return switch (this) {
                case CHANGED -> changed(peer.data(new byte[100]));
                case REPLAYED -> twice(peer.data(new byte[100]));
                case SWAPPED -> swapped(peer.data(new byte[100]), peer.data(new byte[100]));
                case TOO_LONG -> peer.data(new byte[20_000]);
                case AS_LONG_AS_A_HEADER_CAN_SAY -> TlsRecord.of(TlsRecord.APPLICATION_DATA, new byte[65_535]);
            };
        }

        private static byte[] changed(byte[] record) {
            record[record.length - 1] ^= 1;
            return record;
        }

        private static byte[] twice(byte[] record) {
            return TlsRecord.join(record, record);
        }

        private static byte[] swapped(byte[] first, byte[] second) {
            return TlsRecord.join(second, first);
        }
    }

    private final EchoServer server;

    TlsAlertsContractTest(ThreadModel model) throws IOException {
        server = EchoServer
                .start(ServerConfig.defaults().withPort(0).withThreadModel(model).withTls(TlsFixture.open()));
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongRecordOfTls13IsAnsweredWithItsAlert(Wrong wrong) throws Exception {
        try (var peer = Tls13Peer.connect(server)) {
            expectAlertAndEnd(peer, wrong);
        }
        awaitTlsError();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongRecordOfTls12IsAnsweredWithItsAlert(Wrong wrong) throws Exception {
        try (var peer = Tls12Peer.connect(server)) {
            expectAlertAndEnd(peer, wrong);
        }
        awaitTlsError();
    }

    private static void expectAlertAndEnd(TlsPeer peer, Wrong wrong) throws IOException {
        peer.send(peer.data((byte) 1));
        assertThat(peer.receive(1)).containsExactly(1);
        peer.send(wrong.records(peer));
        expectAlertAndEnd(peer);
        assertThat(peer.alert()).isIn(wrong.alerts);
    }

    @Test
    void aClientHelloAfterTheHandshakeOfTls13IsAnsweredWithAnAlert() throws Exception {
        try (var peer = Tls13Peer.connect(server)) {
            peer.send(peer.handshake(Tls13Peer.clientHello(new byte[32])));
            expectAlertAndEnd(peer);
            assertThat(peer.alert()).isEqualTo(UNEXPECTED_MESSAGE);
        }
        awaitTlsError();
    }

    /** Which one is not said: RFC 5246 allows to go on as well. */
    @Test
    void aRenegotiationOfTls12IsAnsweredWithAnAlert() throws Exception {
        try (var peer = Tls12Peer.connect(server)) {
            peer.send(peer.renegotiation());
            peer.receiveRest();
            assertThat(peer.end()).isIn(StreamEnd.ALERT, StreamEnd.CLOSE_NOTIFY);
            expectEnd(peer);
        }
        awaitTlsError();
    }

    /** Records in front of the wrong one may come back before. */
    private static void expectAlertAndEnd(TlsPeer peer) {
        peer.receiveRest();
        assertThat(peer.end()).isEqualTo(StreamEnd.ALERT);
        expectEnd(peer);
    }

    private static void expectEnd(TlsPeer peer) {
        assertThat(peer.receiveRest()).isEmpty();
        assertThat(peer.end()).isEqualTo(StreamEnd.FIN);
    }

    private void awaitTlsError() {
        await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            assertThat(server.stats().closed(CloseReason.TLS_ERROR)).as("%s", server.stats()).isEqualTo(1);
            assertThat(server.stats().open()).isZero();
        });
    }
}
