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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.events.CloseReason;

/** Runs each kind of misbehaving client against the server. */
@Tag("slow")
class ClientGroupTest {
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(400);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

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
    void theServerEndsTheSessionForTheReasonThatTheClientExpects(Duration idleTimeout, MisbehavingClient client,
            CloseReason reason) throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0).withIdleTimeout(idleTimeout))) {
            var group = new ClientGroup("some", client, 30, server.address(), TIMEOUT, 1);
            group.start();
            await().until(() -> server.stats().accepted() >= 5);
            MisbehavingReport report = group.end();

            assertThat(report.unexpected()).as(report.firstUnexpected()).isZero();
            assertThat(report.connections()).isGreaterThanOrEqualTo(5);
            assertThat(report.expected()).isEqualTo(Map.of(reason.toString(), report.connections()));
            await().until(() -> server.stats().open() == 0);
            assertThat(server.stats().closed()).isEqualTo(Map.of(reason, report.connections()));
        }
    }

    @Test
    void aRefusedConnectionIsUnexpected() throws Exception {
        InetSocketAddress noServer;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            noServer = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        var group = new ClientGroup("resets", new Resetter(), 100, noServer, TIMEOUT, 1);
        group.start();
        await().until(group::hasUnexpected);
        MisbehavingReport report = group.end();

        assertThat(report.connections()).isZero();
        assertThat(report.firstUnexpected()).isEqualTo("resets: Connection refused");
    }

    @Test
    void anIncompleteEchoIsUnexpected() throws Exception {
        try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeAll(socket));
            var group = new ClientGroup("half-closes", new HalfCloser(), 100, (InetSocketAddress) socket
                    .getLocalSocketAddress(), TIMEOUT, 1);
            group.start();
            await().until(group::hasUnexpected);

            assertThat(group.end().expected()).isEmpty();
        }
    }

    private static void closeAll(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    @Test
    void aSessionBeyondTheTimeoutIsDisconnectedAndUnexpected() throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0))) { // without an idle timeout
            var group = new ClientGroup("silent", new SilentClient(), 1, server.address(), Duration.ofMillis(300), 1);
            group.start();
            await().until(group::hasUnexpected);

            assertThat(group.end().firstUnexpected()).startsWith("silent: still connected after ");
        }
    }
}
