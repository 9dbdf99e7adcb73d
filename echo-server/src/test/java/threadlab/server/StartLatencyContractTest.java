package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.blocking.ThreadPerSession;
import threadlab.server.blocking.Transport;
import threadlab.server.core.BlockingIo;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.eventloop.EventLoopGroup;
import threadlab.server.eventloop.Requests;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;
import threadlab.server.events.StartLatency;

/**
 * A session that is kept from running until the test lets it go. The test looks at the clock on both sides of each end
 * of that wait, so it knows the least and the most that the start delay can be, however busy the machine is.
 */
class StartLatencyContractTest {
    /** Far longer than a thread takes to run that nothing keeps from it. */
    private static final Duration HOLD = Duration.ofMillis(30);

    private final SessionRegistry registry = new SessionRegistry(1_000);
    private final ServerSocketChannel listener = ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch received = new CountDownLatch(1);
    private final List<Peer> peers = new ArrayList<>();
    /** What the watcher was told, by the port of the peer. */
    private final Map<Integer, Duration> told = new ConcurrentHashMap<>();
    private final ServerListener events = new ServerListener() {
        @Override
        public void opened(SocketAddress peer, Duration startLatency) {
            told.put(((InetSocketAddress) peer).getPort(), startLatency);
        }

        @Override
        public void received(SocketAddress peer, ByteBuffer data) {
            received.countDown();
            awaitLetGo();
        }
    };
    private SessionDispatcher sessions;

    StartLatencyContractTest() throws IOException {
    }

    @AfterEach
    void close() throws Exception {
        letGo.countDown();
        registry.sessions().forEach(session -> session.abort(CloseReason.FORCED));
        assertThat(registry.awaitEmpty(Duration.ofSeconds(10))).isTrue();
        sessions.close();
        listener.close();
        for (Peer peer : peers) {
            peer.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRTUAL_TUNED", "PLATFORM"})
    void isTheTimeFromTheStartOfTheThreadUntilTheSessionRunsOnIt(ThreadModel model) throws Exception {
        sessions = new ThreadPerSession(late(model), BlockingIo.STRATEGY, Transport::new, 0, registry, events, null);
        Peer peer = connect();
        long before = System.nanoTime();
        serveOne();
        assertWaited(peer, before, System.nanoTime());
    }

    @Test
    void holdsTheWaitForACarrierWhileAllAreBusy() throws Exception {
        sessions = new ThreadPerSession(ThreadModel.VIRTUAL_TUNED.threads(), BlockingIo.STRATEGY, Transport::new, 0,
                registry, events, null);
        Peer peer = connect();
        keepTheCarriersBusy();
        long before = System.nanoTime();
        serveOne();
        assertWaited(peer, before, System.nanoTime());
    }

    @Test
    void holdsTheWaitForABusyLoop() throws Exception {
        sessions = new EventLoopGroup(1, ThreadModel.EVENT_LOOP.threads(), new Requests(null, null), 0, registry,
                events);
        keepTheLoopBusy();
        Peer peer = connect();
        long before = System.nanoTime();
        serveOne();
        assertWaited(peer, before, System.nanoTime());
    }

    @Test
    void holdsTheWaitUntilABusyLoopTakesAnotherSession() throws Exception {
        sessions = new EventLoopGroup(1, ThreadModel.EVENT_LOOP.threads(), new Requests(null, null), 0, registry,
                events);
        keepTheLoopBusy();
        for (int i = 0; i < EventLoopGroup.MAX_OPENING; i++) {
            connect();
            serveOne();
        }
        Peer peer = connect();
        long before = System.nanoTime();
        var serving = new FutureTask<>(() -> {
            serveOne();
            return true;
        });
        Thread acceptor = Thread.ofPlatform().daemon().start(serving);
        soon().until(() -> registry.stats().accepted() == peers.size()
                && acceptor.getState() == Thread.State.WAITING);
        assertWaited(peer, before, System.nanoTime());
        assertThat(serving.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRTUAL_TUNED", "PLATFORM"})
    void ofASessionThatWasClosedBeforeItRanCountsThoughItIsNeverOpened(ThreadModel model) throws Exception {
        sessions = new ThreadPerSession(late(model), BlockingIo.STRATEGY, Transport::new, 0, registry, events, null);
        connect();
        serveOne();
        registry.sessions().forEach(session -> session.abort(CloseReason.IDLE));
        assertThat(registry.stats().startLatency()).as("it waits still").isEqualTo(StartLatency.NONE);
        letGo.countDown();
        soon().until(() -> registry.stats().closed(CloseReason.IDLE) == 1);
        assertThat(registry.stats().startLatency().sessions()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void ofASessionThatGotNoThreadIsNone() throws IOException {
        sessions = new ThreadPerSession(session -> new Thread(session) {
            @Override
            public void start() {
                throw new OutOfMemoryError("unable to create native thread, says a test");
            }
        }, BlockingIo.STRATEGY, Transport::new, 0, registry, events, null);
        connect();
        assertThatIOException().isThrownBy(this::serveOne);
        assertThat(registry.stats().closed(CloseReason.NO_THREAD)).isEqualTo(1);
        assertThat(registry.stats().startLatency()).isEqualTo(StartLatency.NONE);
    }

    /** @param before nanosecond clock before the wait of the peer's session began, and {@code after} it had */
    private void assertWaited(Peer peer, long before, long after) {
        soon().until(() -> System.nanoTime() - after >= HOLD.toNanos());
        long least = System.nanoTime() - after;
        letGo.countDown();
        int port = peer.socket().getLocalPort();
        soon().until(() -> told.containsKey(port));
        long most = System.nanoTime() - before;
        assertThat(told.get(port)).isBetween(Duration.ofNanos(least), Duration.ofNanos(most));
        soon().until(() -> told.size() == peers.size());
        assertThat(registry.stats().startLatency()).satisfies(all -> {
            assertThat(all.sessions()).isEqualTo(peers.size());
            assertThat(all.longest()).isEqualTo(Collections.max(told.values()));
            assertThat(all.totalNanos()).isEqualTo(told.values().stream().mapToLong(Duration::toNanos).sum());
        });
    }

    /** Threads that are started at once and run late, as those of a scheduler with too much to do. */
    private ThreadFactory late(ThreadModel model) {
        return session -> model.threads().newThread(() -> {
            awaitLetGo();
            session.run();
        });
    }

    /** With threads that never give their carriers up, one for each: no other virtual thread runs. */
    private void keepTheCarriersBusy() throws InterruptedException {
        int carriers = Integer.getInteger("jdk.virtualThreadScheduler.parallelism",
                Runtime.getRuntime().availableProcessors());
        var busy = new CountDownLatch(carriers);
        for (int i = 0; i < carriers; i++) {
            Thread.startVirtualThread(() -> {
                busy.countDown();
                while (letGo.getCount() > 0) {
                    Thread.onSpinWait();
                }
            });
        }
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** With a session whose watcher does not return. */
    private void keepTheLoopBusy() throws IOException, InterruptedException {
        Peer peer = connect();
        serveOne();
        peer.send((byte) 1);
        assertThat(received.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitLetGo() {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Peer connect() throws IOException {
        Peer peer = Peer.connect((InetSocketAddress) listener.getLocalAddress());
        peers.add(peer);
        return peer;
    }

    private void serveOne() throws IOException {
        assertThat(registry.acquire()).isTrue();
        SocketChannel channel = listener.accept();
        sessions.serve(channel, (InetSocketAddress) channel.getRemoteAddress());
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(2));
    }
}
