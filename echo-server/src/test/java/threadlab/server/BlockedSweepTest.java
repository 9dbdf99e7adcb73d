package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionReaper;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerStats;

/**
 * The time limits, met by a session whose thread is known to have blocked. The test is the server here: it accepts one
 * session, and tells the sweep when to look and what time it is, so that no limit can pass too early or too late.
 */
@ParameterizedClass
@EnumSource(ThreadModel.class)
class BlockedSweepTest {
    private static final Duration LIMIT = Duration.ofHours(1);

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Blocked blocked = new Blocked();
    private final SessionRegistry registry = new SessionRegistry(1);
    private final ServerSocketChannel listener = ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ThreadModel model;
    private final SessionDispatcher sessions;

    BlockedSweepTest(ThreadModel model) throws IOException {
        this.model = model;
        sessions = ServerConfig.defaults().withThreadModel(model).dispatcher(UnaryOperator.identity(), registry,
                blocked);
    }

    @AfterEach
    void close() throws Exception {
        registry.sessions().forEach(session -> session.abort(CloseReason.FORCED));
        assertThat(registry.awaitEmpty(Duration.ofSeconds(10))).isTrue();
        sessions.close();
        listener.close();
        background.shutdownNow();
    }

    @Test
    void aSessionThatIdlesInReadIsClosed() throws IOException {
        var sweep = new SessionReaper(LIMIT, Duration.ZERO, Duration.ZERO);
        try (var peer = Peer.connect((InetSocketAddress) listener.getLocalAddress())) {
            serveOne();
            blocked.awaitRead(peer);
            look(sweep, Duration.ZERO);
            look(sweep, LIMIT.minusNanos(1));
            assertThat(peer.echo((byte) 1)).as("not a moment too early").containsExactly(1);
            blocked.awaitRead(peer);
            look(sweep, LIMIT);
            look(sweep, LIMIT.multipliedBy(2));
            assertThat(peer.receiveRest()).isEmpty();
        }
        awaitEnd(CloseReason.IDLE);
    }

    @Test
    void aSessionThatIdlesInWriteIsClosed() throws IOException {
        var sweep = new SessionReaper(LIMIT, Duration.ZERO, Duration.ZERO);
        try (var stalled = new StalledPeer((InetSocketAddress) listener.getLocalAddress())) {
            serveOne();
            blocked.awaitWrite(stalled, () -> registry.stats().bytes());
            Duration[] time = {Duration.ZERO};
            soon().until(() -> { // again, since a write that blocks may still get a last part through
                look(sweep, time[0]);
                time[0] = time[0].plus(LIMIT);
                return registry.stats().open() == 0;
            });
            awaitEnd(CloseReason.IDLE);
        }
    }

    @Test
    void aSessionThatLivedTooLongIsDrainedWhileItWaitsInRead() throws Exception {
        var sweep = new SessionReaper(Duration.ZERO, LIMIT, Duration.ZERO);
        try (var peer = Peer.connect((InetSocketAddress) listener.getLocalAddress())) {
            serveOne();
            assertThat(peer.echo((byte) 1)).containsExactly(1);
            blocked.awaitRead(peer);
            look(sweep, Duration.ZERO);
            var rest = background.submit(peer::receiveRest);
            soon().until(() -> {
                look(sweep, LIMIT);
                return rest.isDone();
            });
            assertThat(rest.get()).as("the end of the stream, no reset").isEmpty();
        }
        awaitEnd(CloseReason.LIFETIME);
    }

    @Test
    void aSessionThatLivedTooLongHasItsBlockedWriteFinishedOnceThePeerReads() throws Exception {
        var sweep = new SessionReaper(Duration.ZERO, LIMIT, Duration.ZERO);
        try (var stalled = new StalledPeer((InetSocketAddress) listener.getLocalAddress())) {
            serveOne();
            blocked.awaitWrite(stalled, () -> registry.stats().bytes());
            look(sweep, Duration.ZERO);
            look(sweep, LIMIT);
            var rest = background.submit(stalled::receiveRest);
            soon().until(() -> {
                look(sweep, LIMIT);
                return rest.isDone();
            });
            assertThat(rest.get()).isEqualTo(registry.stats().bytes()).isPositive();
        }
        awaitEnd(CloseReason.LIFETIME);
    }

    @Test
    void aSessionThatDoesNotDrainInItsGraceIsClosed() throws IOException {
        var sweep = new SessionReaper(Duration.ZERO, LIMIT, Duration.ZERO);
        try (var stalled = new StalledPeer((InetSocketAddress) listener.getLocalAddress())) {
            serveOne();
            blocked.awaitWrite(stalled, () -> registry.stats().bytes());
            look(sweep, Duration.ZERO);
            look(sweep, LIMIT);
            look(sweep, LIMIT.plus(SessionReaper.GRACE).minusNanos(1));
            assertThat(registry.stats().open()).isEqualTo(1);
            look(sweep, LIMIT.plus(SessionReaper.GRACE));
            awaitEnd(CloseReason.LIFETIME);
        }
    }

    /** The whole server with its own clock: only that it sweeps, not when. */
    @Test
    void aServerSweepsByItself() throws IOException {
        var limit = Duration.ofMillis(20);
        var config = ServerConfig.defaults().withThreadModel(model).withPort(0);
        try (var idle = EchoServer.start(config.withIdleTimeout(limit));
                var peer = Peer.connect(idle);
                var old = EchoServer.start(config.withMaxLifetime(limit));
                var other = Peer.connect(old)) {
            assertThat(peer.receiveRest()).isEmpty();
            assertThat(other.receiveRest()).isEmpty();
            other.halfClose();
            soon().until(() -> idle.stats().closed(CloseReason.IDLE) == 1
                    && old.stats().closed(CloseReason.LIFETIME) == 1);
        }
    }

    private void serveOne() throws IOException {
        assertThat(registry.acquire()).isTrue();
        SocketChannel channel = listener.accept();
        sessions.serve(channel, (InetSocketAddress) channel.getRemoteAddress());
    }

    private void look(SessionReaper sweep, Duration time) {
        sweep.look(registry.sessions(), time.toNanos());
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(5));
    }

    private void awaitEnd(CloseReason reason) {
        soon().untilAsserted(() -> assertThat(registry.stats()).returns(0, ServerStats::open)
                .returns(Map.of(reason, 1L), ServerStats::closed));
    }
}
