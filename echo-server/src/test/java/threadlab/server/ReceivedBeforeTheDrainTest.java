package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/**
 * A drain comes while the session echoes, and more has been received meanwhile: all of that is echoed too. Held still
 * by a watcher, so that the drain is sure to come between the two, whatever buffer the session has by then.
 */
class ReceivedBeforeTheDrainTest {
    private final SessionRegistry registry = new SessionRegistry(1);
    private final CountDownLatch echoing = new CountDownLatch(1);
    private final CountDownLatch drainAsked = new CountDownLatch(1);
    private final ServerListener holdsTheFirstEcho = new ServerListener() {
        @Override
        public void received(SocketAddress peer, ByteBuffer data) {
            echoing.countDown();
            try {
                drainAsked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    @ParameterizedTest
    @Timeout(60)
    @CsvSource({"VIRTUAL_TUNED, 3000", "VIRTUAL_TUNED, 50000", "PLATFORM, 3000", "PLATFORM, 50000", "EVENT_LOOP, 3000",
            "EVENT_LOOP, 50000"})
    void whatWasReceivedWhenTheDrainIsNoticedIsEchoedWhole(ThreadModel model, int size) throws Exception {
        byte[] rest = new byte[size];
        new Random(size).nextBytes(rest);
        try (SessionDispatcher sessions = ServerConfig.defaults().withThreadModel(model)
                .dispatcher(UnaryOperator.identity(), registry, holdsTheFirstEcho);
                var listener = ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            try (var peer = Peer.connect((InetSocketAddress) listener.getLocalAddress())) {
                assertThat(registry.acquire()).isTrue();
                SocketChannel channel = listener.accept();
                sessions.serve(channel, (InetSocketAddress) channel.getRemoteAddress());
                peer.send((byte) 1);
                echoing.await();
                peer.send(rest);
                soon(() -> channel.socket().getInputStream().available() == size);
                drain();
                drainAsked.countDown();
                assertThat(peer.receive(1)).containsExactly(1);
                var echoed = background.submit(peer::receiveRest);
                soon(() -> {
                    drain();
                    return echoed.isDone();
                });
                assertThat(echoed.get()).isEqualTo(rest);
            }
            assertThat(registry.awaitEmpty(Duration.ofSeconds(10))).isTrue();
            assertThat(registry.stats().closed()).containsOnlyKeys(CloseReason.DRAINED);
        }
    }

    private void drain() {
        registry.sessions().forEach(session -> session.drain(CloseReason.DRAINED));
    }

    private static void soon(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(5)).until(condition);
    }
}
