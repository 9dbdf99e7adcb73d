package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerState;
import threadlab.server.events.ServerStats;

/**
 * Each operation in which a server's thread blocks, ended by its peer and by a stop, with time and without, at a moment
 * when the thread is known to have blocked. For the end by a timeout see {@link BlockedSweepTest}.
 */
@ParameterizedClass
@EnumSource(ThreadModel.class)
@Tag("slow")
class BlockedOperationsTest {
    private static final Duration PLENTY = Duration.ofSeconds(30);

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Blocked blocked = new Blocked();
    private final EchoServer server;
    private final ThreadModel model;

    BlockedOperationsTest(ThreadModel model) throws IOException {
        this.model = model;
        server = EchoServer.start(ServerConfig.defaults().withThreadModel(model).withPort(0), blocked);
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        background.shutdownNow();
    }

    @Test
    void readEndsWhenThePeerCloses() throws IOException {
        try (var peer = Peer.connect(server)) {
            blocked.awaitRead(peer);
        }
        awaitEnd(CloseReason.END_OF_STREAM);
    }

    @Test
    void readEndsWhenThePeerResets() throws IOException {
        Peer peer = Peer.connect(server);
        blocked.awaitRead(peer);
        peer.reset();
        awaitEnd(CloseReason.RESET);
    }

    @Test
    void readIsCutOffByAStopWithoutTime() throws IOException {
        try (var peer = Peer.connect(server)) {
            blocked.awaitRead(peer);
            assertThat(server.stop(Duration.ZERO)).returns(1L, DrainResult::forced).returns(0L, DrainResult::drained);
            awaitEnd(CloseReason.FORCED);
            assertThat(peer.receiveRest()).as("nothing was unread: no reset").isEmpty();
        }
    }

    @Test
    void readIsDrainedByAStopAndThePeerSeesTheEndOfTheStream() throws Exception {
        try (var peer = Peer.connect(server)) {
            blocked.awaitRead(peer);
            var stopping = background.submit(() -> server.stop(PLENTY));
            assertThat(peer.receiveRest()).isEmpty();
            peer.halfClose();
            assertThat(stopping.get()).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced);
            awaitEnd(CloseReason.DRAINED);
        }
    }

    @Test
    void readBetweenTwoMessagesIsDrainedAsWell() throws Exception {
        try (var peer = Peer.connect(server)) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
            blocked.awaitRead(peer);
            var stopping = background.submit(() -> server.stop(PLENTY));
            assertThat(peer.receiveRest()).isEmpty();
            peer.halfClose();
            assertThat(stopping.get().outcome()).isEqualTo(DrainResult.Outcome.GRACEFUL);
            awaitEnd(CloseReason.DRAINED);
        }
    }

    @Test
    void aHalfClosedSessionThatWaitsForItsPeerEndsWhenThePeerResets() throws Exception {
        Peer peer = Peer.connect(server);
        blocked.awaitRead(peer);
        var stopping = background.submit(() -> server.stop(PLENTY));
        assertThat(peer.receiveRest()).isEmpty();
        peer.reset();
        assertThat(stopping.get()).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced);
        awaitEnd(CloseReason.DRAINED);
    }

    @Test
    void writeEndsWhenThePeerClosesWithoutHavingReadItsEchoes() throws IOException {
        try (var stalled = new StalledPeer(server.address())) {
            blocked.awaitWrite(stalled, () -> server.stats().bytes());
        }
        awaitEnd(CloseReason.RESET);
    }

    @Test
    void writeEndsWhenThePeerResets() throws IOException {
        try (var stalled = new StalledPeer(server.address())) {
            blocked.awaitWrite(stalled, () -> server.stats().bytes());
            stalled.peer().reset();
        }
        awaitEnd(CloseReason.RESET);
    }

    @Test
    void writeIsCutOffByAStopWithoutTime() throws IOException {
        try (var stalled = new StalledPeer(server.address())) {
            blocked.awaitWrite(stalled, () -> server.stats().bytes());
            assertThat(server.stop(Duration.ZERO)).returns(1L, DrainResult::forced).returns(0L, DrainResult::drained);
            awaitEnd(CloseReason.FORCED);
            assertThat(endSeenAfter(stalled)).isLessThan(stalled.sent());
        }
    }

    @Test
    void writeIsDrainedByAStopOnceThePeerReadsAndNoByteIsLost() throws Exception {
        try (var stalled = new StalledPeer(server.address())) {
            blocked.awaitWrite(stalled, () -> server.stats().bytes());
            var stopping = background.submit(() -> server.stop(PLENTY));
            soon().until(() -> server.state() == ServerState.DRAINING);
            long received = stalled.receiveRest();
            stalled.peer().halfClose();
            assertThat(stopping.get()).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced);
            assertThat(received).isEqualTo(server.stats().bytes()).isPositive();
            awaitEnd(CloseReason.DRAINED);
        }
    }

    @Test
    void aWriteThatBlocksDelaysNoOtherSession() throws IOException {
        try (var stalled = new StalledPeer(server.address()); var other = Peer.connect(server)) {
            blocked.awaitWrite(stalled, () -> server.stats().bytes());
            assertThat(other.echo((byte) 1, (byte) 2)).containsExactly(1, 2);
        }
    }

    @Test
    void acceptGoesOnAfterAConnectionThatWasResetWhileItWaitedInTheBacklog() throws IOException {
        try (var full = startWithPlaces(1)) {
            Peer first = Peer.connect(full);
            awaitFull(full, 1);
            for (int i = 0; i < 3; i++) {
                Peer.connect(full).reset();
            }
            try (var last = Peer.connect(full)) {
                last.send((byte) 9);
                first.close();
                assertThat(last.receive(1)).containsExactly(9);
            }
            soon().until(() -> full.stats().open() == 0);
            assertThat(full.stats().closed(CloseReason.END_OF_STREAM)).isEqualTo(2);
            assertThat(full.stats().closed(CloseReason.RESET)).isEqualTo(full.stats().accepted() - 2);
        }
    }

    @Test
    void theWaitForAPlaceEndsWhenASessionEndsAndTheNextClientIsServed() throws IOException {
        try (var full = startWithPlaces(1)) {
            Peer first = Peer.connect(full);
            awaitFull(full, 1);
            try (var second = Peer.connect(full); var third = Peer.connect(full)) {
                second.send((byte) 2);
                third.send((byte) 3);
                first.close();
                assertThat(second.receive(1)).containsExactly(2);
                awaitFull(full, 2);
                assertThat(full.stats()).returns(2L, ServerStats::accepted).returns(1, ServerStats::open);
                second.halfClose();
                assertThat(third.receive(1)).containsExactly(3);
            }
        }
    }

    @Test
    void theWaitForAPlaceEndsWithTheStopAndThoseInTheBacklogAreTurnedAway() throws Exception {
        try (var full = startWithPlaces(1);
                var served = Peer.connect(full);
                var waiting = Peer.connect(full);
                var sender = Peer.connect(full)) {
            awaitFull(full, 1);
            sender.send((byte) 1);
            var stopping = background.submit(() -> full.stop(PLENTY));
            assertThat(served.receiveRest()).isEmpty();
            served.halfClose();
            assertThat(stopping.get()).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced);
            assertThat(endSeenBy(waiting)).isTrue();
            assertThat(endSeenBy(sender)).isTrue();
            assertThatThrownBy(() -> Peer.connect(full)).isInstanceOf(ConnectException.class);
            assertThat(full.stats()).returns(1L, ServerStats::accepted).returns(0, ServerStats::open);
        }
    }

    @Test
    void aStopWithoutTimeCutsOffTheServedAndLeavesNobodyOfTheBacklogBehind() throws IOException {
        try (var full = startWithPlaces(1); var served = Peer.connect(full); var waiting = Peer.connect(full)) {
            awaitFull(full, 1);
            assertThat(full.stop(Duration.ZERO)).returns(0L, DrainResult::drained).returns(1L, DrainResult::forced);
            assertThat(endSeenBy(served)).isTrue();
            assertThat(endSeenBy(waiting)).isTrue();
            assertThat(full.stats()).returns(1L, ServerStats::accepted).returns(0, ServerStats::open);
        }
    }

    private EchoServer startWithPlaces(int places) throws IOException {
        return EchoServer.start(
                ServerConfig.defaults().withThreadModel(model).withPort(0).withMaxSessions(places), blocked);
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(5));
    }

    /** Then the acceptor has no permit, and accepts nothing until the session ends. */
    private static void awaitFull(EchoServer full, long accepted) {
        soon().until(() -> full.stats().accepted() == accepted && full.stats().open() == 1);
    }

    private void awaitEnd(CloseReason reason) {
        soon().untilAsserted(() -> {
            assertThat(server.stats().closed()).containsExactly(Map.entry(reason, 1L));
            assertThat(server.stats().open()).isZero();
        });
    }

    /** How the peer of a session that was cut off sees it: a reset or the end of the stream, not a silence. */
    private static boolean endSeenBy(Peer peer) throws IOException {
        try {
            return peer.receiveRest().length == 0;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** The bytes that came before the end; fails if there is none. */
    private static long endSeenAfter(StalledPeer stalled) throws IOException {
        try {
            return stalled.receiveRest();
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException reset) {
            return 0;
        }
    }
}
