package threadlab.server.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.Endpoint;
import threadlab.server.Peer;
import threadlab.server.work.BackendCall;

@Timeout(30)
class BackendTest {
    private static Backend start(int maxConnections, Duration idleTimeout) throws IOException {
        return Backend.start(new Endpoint("127.0.0.1", 0, 100), maxConnections, idleTimeout);
    }

    private static byte[] call(Duration time) {
        return ByteBuffer.allocate(8).putLong(time.toNanos()).array();
    }

    @Test
    void theAnswerIsTheCallAndComesAfterItsTime() throws Exception {
        try (var backend = start(10, Duration.ZERO); var peer = Peer.connect(backend.address())) {
            for (int millis : new int[]{0, 20, 1}) {
                byte[] call = call(Duration.ofMillis(millis));
                long begun = System.nanoTime();
                assertThat(peer.echo(call)).isEqualTo(call);
                assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(millis * 1_000_000L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 60_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aTimeThatIsNotAllowedEndsTheConnection(long nanos) throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> new BackendCall(nanos));
        try (var backend = start(10, Duration.ZERO); var peer = Peer.connect(backend.address())) {
            assertThat(peer.send(call(Duration.ofNanos(nanos))).receiveRest()).isEmpty();
        }
    }

    @Test
    void noMoreConnectionsThanAllowedAreServedAtOnce() throws Exception {
        byte[] call = call(Duration.ZERO);
        try (var backend = start(1, Duration.ZERO)) {
            try (var first = Peer.connect(backend.address())) {
                assertThat(first.echo(call)).isEqualTo(call);
                try (var second = Peer.connect(backend.address())) {
                    assertThat(second.receiveRest()).isEmpty();
                }
            }
            await().pollInSameThread().ignoreExceptions().until(() -> {
                try (var next = Peer.connect(backend.address())) {
                    return next.echo(call).length == call.length;
                }
            });
        }
    }

    @Test
    void aConnectionThatCallsNothingIsClosed() throws Exception {
        try (var backend = start(10, Duration.ofMillis(20)); var peer = Peer.connect(backend.address())) {
            assertThat(peer.receiveRest()).isEmpty();
        }
    }

    /** The time that it asks for is longer than this test may take. */
    @Test
    void aBackendThatIsClosedLetsNoCallerWait() throws Exception {
        Peer peer;
        try (var backend = start(10, Duration.ZERO)) {
            peer = Peer.connect(backend.address());
            assertThat(peer.echo(call(Duration.ZERO))).hasSize(8);
            peer.send(call(Duration.ofMinutes(1)));
        }
        try (peer) {
            assertThat(peer.receiveRest()).isEmpty();
        } catch (SocketException reset) {
            assertThat(reset).as("the call had not been read").hasMessageContaining("reset");
        }
    }

    @Test
    void boundsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> start(0, Duration.ZERO))
                .withMessageStartingWith("max-connections is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> start(1, Duration.ofHours(2)))
                .withMessageStartingWith("idle-timeout is 2h");
    }
}
