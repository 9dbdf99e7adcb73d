package threadlab.bench.soak.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.events.CloseReason;

/** Each kind of rude client against our server: what the client says of the end is what the server counts. */
class ClientGroupTest {
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Duration.ZERO, new Resetter(), CloseReason.RESET),
                Arguments.of(Duration.ZERO, new HalfCloser(), CloseReason.END_OF_STREAM),
                Arguments.of(Duration.ZERO, new SilentLeaver(IDLE_TIMEOUT), CloseReason.END_OF_STREAM),
                Arguments.of(IDLE_TIMEOUT, new SilentClient(), CloseReason.IDLE),
                Arguments.of(IDLE_TIMEOUT, new StalledReader(), CloseReason.IDLE));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theServerEndsTheSessionAsTheClientSays(Duration idleTimeout, MisbehavingClient client,
            CloseReason reason)
            throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0).withIdleTimeout(idleTimeout))) {
            var crowd = new ClientGroup("some", client, 30, server.address(), PATIENCE, 1);
            crowd.start();
            await().until(() -> server.stats().accepted() >= 5);
            MisbehavingReport report = crowd.end();

            assertThat(report.surprises()).as(report.firstSurprise()).isZero();
            assertThat(report.visits()).isGreaterThanOrEqualTo(5);
            assertThat(report.ended()).isEqualTo(Map.of(reason.toString(), report.visits()));
            await().until(() -> server.stats().open() == 0);
            assertThat(server.stats().closed()).isEqualTo(Map.of(reason, report.visits()));
        }
    }

    @Test
    void aServerThatIsNotThereIsASurprise() throws Exception {
        InetSocketAddress nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        var crowd = new ClientGroup("resets", new Resetter(), 100, nobody, PATIENCE, 1);
        crowd.start();
        await().until(crowd::isSurprised);
        MisbehavingReport report = crowd.end();

        assertThat(report.visits()).isZero();
        assertThat(report.firstSurprise()).isEqualTo("resets: Connection refused");
    }

    /** It ends every connection at once: no echo, and an end that a silent client has not waited for. */
    @Test
    void anEchoThatIsNotWholeIsASurprise() throws Exception {
        try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeAll(socket));
            var crowd = new ClientGroup("half-closes", new HalfCloser(), 100, (InetSocketAddress) socket
                    .getLocalSocketAddress(), PATIENCE, 1);
            crowd.start();
            await().until(crowd::isSurprised);

            assertThat(crowd.end().ended()).isEmpty();
        }
    }

    private static void closeAll(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException theTestHasEnded) {
            // as it should
        }
    }

    @Test
    void aVisitThatOutlastsThePatienceIsCutOffAndIsASurprise() throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0))) { // which ends no idle session
            var crowd = new ClientGroup("silent", new SilentClient(), 1, server.address(), Duration.ofMillis(300), 1);
            crowd.start();
            await().until(crowd::isSurprised);

            assertThat(crowd.end().firstSurprise()).startsWith("silent: still there after ");
        }
    }
}
