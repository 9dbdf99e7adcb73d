package threadlab.server.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.EchoServer;
import threadlab.server.Peer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/** A watcher that throws, or that acts on the server it watches, harms at most the session that it watches. */
class SafeListenerTest {
    private static final class Angry implements ServerListener {
        @Override
        public void opened(SocketAddress peer, Duration startLatency) {
            throw new IllegalStateException("opened");
        }

        @Override
        public void received(SocketAddress peer, ByteBuffer data) {
            throw new IllegalStateException("received");
        }

        @Override
        public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
            throw new IllegalStateException("closed");
        }

        @Override
        public void acceptFailed(IOException reason, int failures, Duration delay) {
            throw new AssertionError("accept failed");
        }

        @Override
        public void rejected(SocketAddress peer, RejectReason reason) {
            throw new IllegalStateException("refused");
        }

        @Override
        public void handshakeFailed(SocketAddress peer, IOException reason) {
            throw new IllegalStateException("handshake failed");
        }

        @Override
        public void tlsFailed(SocketAddress peer, IOException reason) {
            throw new IllegalStateException("TLS failed");
        }

        @Override
        public void drained(DrainResult result) {
            throw new IllegalStateException("drained");
        }
    }

    /** Leaves its thread interrupted, whatever it is told. */
    private static final ServerListener INTERRUPTING = (ServerListener) Proxy.newProxyInstance(
            ServerListener.class.getClassLoader(), new Class<?>[]{ServerListener.class}, (self, call, told) -> {
                Thread.currentThread().interrupt();
                return null;
            });

    @Test
    void whatIsThrownWhileASessionWorksEndsItAndAnythingElseGoesToTheThreadsHandler() throws InterruptedException {
        var guarded = new SafeListener(new Angry());
        assertThatIllegalStateException().isThrownBy(() -> guarded.opened(null, null)).withMessage("opened");
        assertThatIllegalStateException().isThrownBy(() -> guarded.received(null, null)).withMessage("received");
        assertThat(handledWhile(() -> guarded.closed(null, CloseReason.RESET, 0, 0))).hasMessage("closed");
        assertThat(handledWhile(() -> guarded.acceptFailed(null, 1, Duration.ZERO))).hasMessage("accept failed");
        assertThat(handledWhile(() -> guarded.rejected(null, RejectReason.NOT_ALLOWED))).hasMessage("refused");
        assertThat(handledWhile(() -> guarded.handshakeFailed(null, null))).hasMessage("handshake failed");
        assertThat(handledWhile(() -> guarded.tlsFailed(null, null))).hasMessage("TLS failed");
        assertThat(handledWhile(() -> guarded.drained(null))).hasMessage("drained");
    }

    private static Throwable handledWhile(Runnable call) throws InterruptedException {
        var handled = new AtomicReference<Throwable>();
        var returned = new AtomicReference<>(false);
        Thread thread = Thread.ofPlatform().uncaughtExceptionHandler((t, e) -> handled.set(e)).start(() -> {
            call.run();
            returned.set(true);
        });
        thread.join();
        assertThat(returned.get()).as("the call returned").isTrue();
        return handled.get();
    }

    @Test
    void onlyWhoStopsTheServerIsLeftInterrupted() {
        var guarded = new SafeListener(INTERRUPTING);
        guarded.opened(null, null);
        guarded.received(null, null);
        guarded.closed(null, CloseReason.RESET, 0, 0);
        guarded.acceptFailed(null, 1, Duration.ZERO);
        guarded.rejected(null, RejectReason.NOT_ALLOWED);
        guarded.handshakeFailed(null, null);
        guarded.tlsFailed(null, null);
        assertThat(Thread.interrupted()).isFalse();
        guarded.drained(null);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** The second session is refused, which the acceptor tells the watcher. */
    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void aWatcherThatInterruptsItsThreadHarmsNoSessionAndNotTheAcceptor(ThreadModel model) throws IOException {
        var oneAnAddress = new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 1, 0);
        var config = ServerConfig.defaults().withPort(0).withThreadModel(model).withLimits(oneAnAddress);
        try (var server = EchoServer.start(config, INTERRUPTING)) {
            try (var peer = Peer.connect(server)) {
                assertThat(peer.echo((byte) 1)).containsExactly(1);
                assertThat(peer.echo((byte) 2)).containsExactly(2);
                assertThatIOException().isThrownBy(() -> Peer.connect(server).receive(1));
            }
            await().until(() -> server.stats().closed(CloseReason.END_OF_STREAM) == 1);
            try (var other = Peer.connect(server)) {
                assertThat(other.echo((byte) 3)).containsExactly(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void aWatcherThatThrowsWhenAResetSessionIsClosedHarmsNoOtherSession(ThreadModel model) throws IOException {
        var events = new ServerListener() {
            @Override
            public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
                throw new IllegalStateException("on purpose, by a test");
            }
        };
        var config = ServerConfig.defaults().withPort(0).withThreadModel(model);
        try (var server = EchoServer.start(config, events); var other = Peer.connect(server)) {
            var victim = Peer.connect(server);
            victim.echo((byte) 1);
            victim.reset();
            await().dontCatchUncaughtExceptions().until(() -> server.stats().open() == 1);
            assertThat(other.echo((byte) 7)).containsExactly(7);
        }
    }

    @Test
    void stopFromTheDrainedCallbackGetsTheResultInsteadOfWaitingForItself() throws Exception {
        var itself = new AtomicReference<EchoServer>();
        var seen = new CompletableFuture<DrainResult>();
        var events = new ServerListener() {
            @Override
            public void drained(DrainResult result) {
                seen.complete(itself.get().stop(Duration.ZERO));
            }
        };
        itself.set(EchoServer.start(ServerConfig.defaults().withPort(0), events));
        DrainResult result = CompletableFuture.supplyAsync(() -> itself.get().stop(Duration.ZERO)).get(20,
                TimeUnit.SECONDS);
        assertThat(seen.get(20, TimeUnit.SECONDS)).isSameAs(result);
    }

    @Test
    void aDeadlineLongerThanTheClockCountsIsPossible() throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0)); var peer = Peer.connect(server)) {
            peer.echo((byte) 1);
            var stopping = CompletableFuture.supplyAsync(() -> server.stop(Duration.ofHours(999_999_999)));
            assertThat(peer.receiveRest()).isEmpty();
            peer.halfClose();
            assertThat(stopping.get(20, TimeUnit.SECONDS).drained()).isEqualTo(1);
            assertThat(server.awaitStopped(Duration.ofHours(999_999_999))).isPresent();
        }
    }
}
