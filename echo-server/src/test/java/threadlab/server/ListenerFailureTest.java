package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** A watcher that throws ends the session that it watched, is heard of, and harms nobody else. */
@ParameterizedClass
@EnumSource(ThreadModel.class)
class ListenerFailureTest {
    private static final byte POISON = 13;

    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    private final ServerConfig config;

    ListenerFailureTest(ThreadModel model) {
        config = ServerConfig.defaults().withThreadModel(model).withPort(0);
    }

    @BeforeEach
    void listenForUncaughtExceptions() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    }

    @AfterEach
    void listenNoMore() {
        Thread.setDefaultUncaughtExceptionHandler(usual);
    }

    @Test
    void inOpenedItHarmsOnlyThatSession() throws IOException {
        var events = new ServerListener() {
            private boolean first = true;

            @Override
            public synchronized void opened(SocketAddress peer, Duration startLatency) {
                if (first) {
                    first = false;
                    throw new IllegalStateException("opened");
                }
            }
        };
        try (var server = EchoServer.start(config, events)) {
            try (var victim = Peer.connect(server)) {
                assertThat(victim.receiveRest()).isEmpty();
            }
            assertOthersAreServed(server, "opened");
        }
    }

    @Test
    void inReceivedItHarmsOnlyThatSession() throws IOException {
        var events = new ServerListener() {
            @Override
            public void received(SocketAddress peer, ByteBuffer data) {
                if (data.get(data.position()) == POISON) {
                    throw new IllegalStateException("received");
                }
            }
        };
        try (var server = EchoServer.start(config, events); var witness = Peer.connect(server)) {
            assertThat(witness.echo((byte) 1)).containsExactly(1);
            try (var victim = Peer.connect(server)) {
                assertThat(victim.send(POISON).receiveRest()).isEmpty();
            }
            assertThat(witness.echo((byte) 2)).containsExactly(2);
            witness.halfClose();
            assertThat(witness.receiveRest()).isEmpty();
            soon().until(() -> server.stats().closed(CloseReason.END_OF_STREAM) == 1);
            assertOthersAreServed(server, "received");
        }
    }

    @Test
    void inClosedAtTheEndOfAStreamItHarmsNobody() throws IOException {
        var events = new ServerListener() {
            private int poisoned;

            @Override
            public synchronized void received(SocketAddress peer, ByteBuffer data) {
                if (data.get(data.position()) == POISON) {
                    poisoned = ((InetSocketAddress) peer).getPort();
                }
            }

            @Override
            public synchronized void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
                if (((InetSocketAddress) peer).getPort() == poisoned) {
                    throw new IllegalStateException("closed");
                }
            }
        };
        try (var server = EchoServer.start(config, events)) {
            try (var victim = Peer.connect(server)) {
                assertThat(victim.echo(POISON)).containsExactly(POISON);
            }
            soon().until(() -> server.stats().ended() == 1);
            assertOthersAreServed(server, "closed");
            assertThat(server.stats().closed()).isEqualTo(Map.of(CloseReason.END_OF_STREAM, 2L));
        }
    }

    private void assertOthersAreServed(EchoServer server, String failure) throws IOException {
        soon().until(() -> server.stats().open() == 0);
        long endedWell = server.stats().closed(CloseReason.END_OF_STREAM);
        try (var other = Peer.connect(server)) {
            assertThat(other.echo((byte) 7)).containsExactly(7);
        }
        soon().until(() -> server.stats().closed(CloseReason.END_OF_STREAM) == endedWell + 1);
        soon().untilAsserted(() -> assertThat(uncaught).extracting(Throwable::getMessage).containsExactly(failure));
        assertThat(server.stop(Duration.ofSeconds(30)).forced()).isZero();
    }

    /** Leaves uncaught exceptions to this test, which Awaitility would throw. */
    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions().pollInterval(Duration.ofMillis(5));
    }
}
