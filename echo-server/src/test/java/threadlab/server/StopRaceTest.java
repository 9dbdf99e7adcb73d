package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerListener;
import threadlab.server.events.ServerState;
import threadlab.server.events.ServerStats;

/** The stop against everything that may happen at the same time. */
@ParameterizedClass
@EnumSource(ThreadModel.class)
@Tag("slow")
class StopRaceTest {
    private static final Duration PLENTY = Duration.ofSeconds(30);
    private static final int STOPS = 50;
    private static final int THREADS = 3;
    private static final int CONNECTIONS = 12;

    private final ExecutorService background = Executors.newCachedThreadPool();
    private final ServerConfig config;

    StopRaceTest(ThreadModel model) {
        config = ServerConfig.defaults().withThreadModel(model).withPort(0);
    }

    @AfterEach
    void end() {
        background.shutdownNow();
    }

    /** One connection, and whether it saw the end of the stream rather than a reset. */
    private record Client(Peer peer, Future<Boolean> endOfStream) {
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void sessionAcceptedWhileStoppingIsNeitherLeakedNorLost() throws Exception {
        for (int stop = 0; stop < STOPS; stop++) {
            var accepted = new Blocked();
            var server = EchoServer.start(config, accepted);
            List<Future<List<Client>>> connecting = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                connecting.add(background.submit(() -> connectUntilRefused(server.address())));
            }
            int begun = stop % 10; // some stops come before the first connection, some among them, some late
            await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofNanos(100_000))
                    .until(() -> server.stats().accepted() >= begun);
            DrainResult result = server.stop(PLENTY);
            Set<Integer> served = accepted.ports();
            for (var clients : connecting) {
                assertServedSawTheEndOfTheStream(clients.get(20, TimeUnit.SECONDS), served);
            }
            assertThat(server.state()).isEqualTo(ServerState.STOPPED);
            assertThat(server.stats()).returns(0, ServerStats::open).returns((long) served.size(),
                    ServerStats::accepted);
            assertThat(result).as("no client leaves before the stop: all sessions end during it")
                    .returns((long) served.size(), DrainResult::drained).returns(0L, DrainResult::forced);
        }
    }

    /**
     * Those that were never accepted hang up by themselves. Linux resets what is in the backlog, but tells nothing to
     * one whose handshake ends at the very moment when the listener closes: one in some hundred stops here.
     */
    private static void assertServedSawTheEndOfTheStream(List<Client> clients, Set<Integer> served)
            throws Exception {
        for (Client client : clients) {
            if (served.contains(client.peer().socket().getLocalPort())) {
                assertThat(client.endOfStream().get(20, TimeUnit.SECONDS)).isTrue();
            } else {
                client.peer().close();
            }
        }
    }

    private List<Client> connectUntilRefused(InetSocketAddress server) throws IOException {
        List<Client> clients = new ArrayList<>();
        try {
            while (clients.size() < CONNECTIONS) {
                Peer peer = Peer.connect(server);
                clients.add(new Client(peer, background.submit(() -> seesTheEndOfTheStream(peer))));
            }
        } catch (SocketTimeoutException hang) {
            throw hang;
        } catch (IOException refused) {
            // The listener is closed.
        }
        return clients;
    }

    /** Waits for the end and only then closes. */
    private static boolean seesTheEndOfTheStream(Peer peer) throws IOException {
        try (peer) {
            return peer.receiveRest().length == 0;
        } catch (SocketTimeoutException hang) {
            throw hang;
        } catch (IOException reset) {
            return false;
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theDeadlineOfTheFirstOfTwoConcurrentStopsHolds() throws Exception {
        var blocked = new Blocked();
        try (var server = EchoServer.start(config, blocked); var stalled = new StalledPeer(server.address())) {
            blocked.awaitWrite(stalled, () -> server.stats().bytes());
            var patient = background.submit(() -> server.stop(PLENTY));
            soon().until(() -> server.state() == ServerState.DRAINING);
            var hasty = Thread.ofPlatform().daemon().unstarted(() -> server.stop(Duration.ZERO));
            hasty.start();
            soon().until(() -> hasty.getState() == Thread.State.WAITING);
            assertThat(stalled.receiveRest()).as("was not cut off").isPositive();
            stalled.peer().halfClose();
            DrainResult result = patient.get(20, TimeUnit.SECONDS);
            assertThat(result).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced);
            assertThat(server.stop(Duration.ZERO)).isSameAs(result);
            assertThat(hasty.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void closeAfterStopChangesNothing() throws IOException {
        var server = EchoServer.start(config);
        try (server; var peer = Peer.connect(server)) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
            DrainResult result = server.stop(Duration.ZERO);
            assertThat(result.forced()).isEqualTo(1);
            assertThat(server.stop(PLENTY)).isSameAs(result);
        }
        assertThat(server.state()).isEqualTo(ServerState.STOPPED);
        assertThat(server.stats().closed(CloseReason.FORCED)).isEqualTo(1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void stopCalledByASessionsOwnThreadEndsAtTheDeadline() throws Exception {
        var itself = new AtomicReference<EchoServer>();
        var result = new CompletableFuture<DrainResult>();
        var events = new ServerListener() {
            @Override
            public void received(SocketAddress peer, ByteBuffer data) {
                result.complete(itself.get().stop(Duration.ofMillis(20)));
            }
        };
        try (var server = EchoServer.start(config, events);
                var bystander = Peer.connect(server);
                var peer = Peer.connect(server)) {
            soon().until(() -> server.stats().open() == 2);
            itself.set(server);
            peer.send((byte) 1);
            assertThat(result.get(20, TimeUnit.SECONDS).forced()).isBetween(1L, 2L);
            assertThat(server.state()).isEqualTo(ServerState.STOPPED);
            assertThat(bystander.receiveRest()).isEmpty();
            soon().until(() -> server.stats().open() == 0);
            assertThat(server.stats().closed(CloseReason.RESET)).as("what has failed").isZero();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anInterruptedCallerOfStopCutsTheWaitingShortAndKeepsItsFlag() throws Exception {
        var blocked = new Blocked();
        try (var server = EchoServer.start(config, blocked); var stalled = new StalledPeer(server.address())) {
            blocked.awaitWrite(stalled, () -> server.stats().bytes());
            var flag = new CompletableFuture<Boolean>();
            Thread caller = Thread.ofPlatform().daemon().start(() -> {
                server.stop(Duration.ofDays(1));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            soon().until(() -> server.state() == ServerState.DRAINING);
            caller.interrupt();
            assertThat(flag.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.state()).isEqualTo(ServerState.STOPPED);
            assertThat(server.stop(PLENTY)).returns(1L, DrainResult::forced).returns(0L, DrainResult::drained);
            soon().until(() -> server.stats().closed(CloseReason.FORCED) == 1 && server.stats().open() == 0);
        }
    }

    @Test
    void whoAwaitsTheStopGetsItsResultAndNothingBefore() throws Exception {
        try (var server = EchoServer.start(config)) {
            assertThat(server.awaitStopped(Duration.ofMillis(1))).isEmpty();
            var waiting = background.submit(() -> server.awaitStopped(PLENTY));
            DrainResult result = server.stop(PLENTY);
            assertThat(waiting.get(20, TimeUnit.SECONDS)).containsSame(result);
        }
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(5));
    }
}
