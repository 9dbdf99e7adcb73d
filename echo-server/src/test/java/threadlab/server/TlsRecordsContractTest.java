package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.blocking.TlsEngine;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.events.CloseReason;
import threadlab.server.tls.Tls12Peer;
import threadlab.server.tls.Tls13Peer;
import threadlab.server.tls.TlsRecord;

/** What every thread model that speaks TLS promises of records without data: what came with them is not held up. */
@ParameterizedClass
@EnumSource(names = {"PLATFORM", "VIRTUAL", "VIRTUAL_TUNED"})
@Timeout(60)
@Tag("slow")
class TlsRecordsContractTest {
    private static final int BAD_RECORD_MAC = 20;
    /** As much as goes into a record beside the longest content here, a KeyUpdate. */
    private static final int MOST_PADDING = TlsRecord.MOST - 5;
    /** Bytes a second: less than a record without data has. */
    private static final ConnectionLimits SLOW = new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(),
            0, 40);

    /** Records of TLS 1.3 without data. */
    enum Control {
        EMPTY, KEY_UPDATE, KEY_UPDATE_REQUESTED, KEY_UPDATE_IN_TWO_RECORDS;

        byte[] records(Tls13Peer peer, int padding) {
            return switch (this) {
                case EMPTY -> peer.data(new byte[0], padding);
                case KEY_UPDATE -> peer.keyUpdate(false, padding);
                case KEY_UPDATE_REQUESTED -> peer.keyUpdate(true, padding);
                case KEY_UPDATE_IN_TWO_RECORDS -> peer.keyUpdateInTwoRecords(true, padding);
            };
        }
    }

    private final ServerConfig config;
    private EchoServer server;

    TlsRecordsContractTest(ThreadModel model) throws IOException {
        config = ServerConfig.defaults().withPort(0).withThreadModel(model).withTls(TlsFixture.open());
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @ParameterizedTest
    @MethodSource
    void dataBehindThemInTheSameSegmentIsEchoed(Control control, int padding) throws Exception {
        server = EchoServer.start(config);
        expectEcho(control, padding, 300);
    }

    static Stream<Arguments> dataBehindThemInTheSameSegmentIsEchoed() {
        return Stream.of(Control.values())
                .flatMap(control -> Stream.of(0, 1_500, MOST_PADDING).map(padding -> arguments(control, padding)));
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void dataBehindThemIsEchoedIfASessionMayOnlyBeSoFast(Control control) throws Exception {
        server = EchoServer.start(config.withLimits(SLOW));
        expectEcho(control, 0, 30);
    }

    private void expectEcho(Control control, int padding, int size) throws IOException {
        byte[] sent = random(size);
        try (var peer = Tls13Peer.connect(server)) {
            peer.send(control.records(peer, padding), peer.data(sent));
            byte[] echo = peer.receive(size);
            if (control == Control.EMPTY && peer.alert() == BAD_RECORD_MAC) {
                assertThat(Runtime.version().feature()).as("the last engine to refuse them, JDK-8366454")
                        .isLessThan(27);
            } else {
                assertThat(echo).as("echo, then %s", peer.end()).isEqualTo(sent);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_500, MOST_PADDING})
    void anEndInTheSegmentOfTheLastDataIsAnsweredAfterItsEcho(int padding) throws Exception {
        server = EchoServer.start(config);
        expectEchoAndEnd(padding, 300);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anEndIsAnsweredIfASessionMayOnlyBeSoFast() throws Exception {
        server = EchoServer.start(config.withLimits(SLOW));
        expectEchoAndEnd(0, 30);
    }

    private void expectEchoAndEnd(int padding, int size) throws IOException {
        byte[] sent = random(size);
        try (var peer = Tls13Peer.connect(server)) {
            peer.send(peer.data(sent), peer.closeNotify(padding));
            byte[] echo = peer.receiveRest();
            assertThat(echo).as("echo, then %s", peer.end()).isEqualTo(sent);
            assertThat(peer.end()).isEqualTo(StreamEnd.CLOSE_NOTIFY);
            assertThat(peer.receiveRest()).isEmpty();
            assertThat(peer.end()).isEqualTo(StreamEnd.FIN);
        }
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> server.stats().closed(CloseReason.END_OF_STREAM) == 1);
    }

    @Test
    void asManyEmptyRecordsOfTls12AsAreAllowedAreFollowedByAnEcho() throws Exception {
        server = EchoServer.start(config);
        byte[] sent = random(3);
        try (var peer = Tls12Peer.connect(server)) {
            for (int i = 0; i < 3; i++) { // data makes them start anew
                peer.send(empty(peer, TlsEngine.MAX_WITHOUT_DATA), peer.data(sent));
                byte[] echo = peer.receive(3);
                assertThat(echo).as("echo, then %s", peer.end()).isEqualTo(sent);
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void oneMoreEndsTheSession() throws Exception {
        server = EchoServer.start(config);
        try (var peer = Tls12Peer.connect(server)) {
            peer.send(empty(peer, TlsEngine.MAX_WITHOUT_DATA + 1), peer.data(random(3)));
            assertThat(peer.receiveRest()).isEmpty();
            assertThat(peer.end()).isEqualTo(StreamEnd.CLOSE_NOTIFY);
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> server.stats().closed(CloseReason.TLS_ERROR) == 1);
        }
    }

    private static byte[] empty(Tls12Peer peer, int count) {
        byte[][] records = new byte[count][];
        Arrays.setAll(records, i -> peer.data());
        return TlsRecord.join(records);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
