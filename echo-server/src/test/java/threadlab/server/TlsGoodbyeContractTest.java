package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.events.DrainResult;
import threadlab.server.tls.Tls13Peer;

/** Clients of TLS that leave just when the server stops: both ends may say goodbye at the same moment. */
@Tag("slow")
class TlsGoodbyeContractTest {
    private static final int STOPS = 3;
    private static final int CLIENTS = 80;

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM", "VIRTUAL", "VIRTUAL_TUNED"})
    @Timeout(60)
    void everyClientSeesTheBeginningOfItsEchoAndTheEndOfTheStream(ThreadModel model) throws Exception {
        for (int i = 0; i < STOPS; i++) {
            stopWhileClientsLeave(model, new Random(i));
        }
    }

    private static void stopWhileClientsLeave(ThreadModel model, Random random) throws Exception {
        ServerConfig config = ServerConfig.defaults().withPort(0).withThreadModel(model).withTls(TlsFixture.open());
        // Platform threads: the server's virtual ones shall not have to wait for a carrier behind the clients.
        try (ExecutorService threads = Executors.newCachedThreadPool(); var server = EchoServer.start(config)) {
            var begin = new CountDownLatch(1);
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                var peer = Tls13Peer.connect(server);
                peer.send(peer.data((byte) i));
                assertThat(peer.receive(1)).containsExactly(i);
                byte[] last = new byte[1 + random.nextInt(3_000)];
                random.nextBytes(last);
                int delay = random.nextInt(12_000_000);
                clients.add(threads.submit(() -> {
                    begin.await();
                    LockSupport.parkNanos(delay);
                    leave(peer, last);
                    return null;
                }));
            }
            begin.countDown();
            LockSupport.parkNanos(2_000_000 + random.nextInt(8_000_000));
            DrainResult result = server.stop(Duration.ofSeconds(30));
            for (Future<?> client : clients) {
                client.get();
            }
            assertThat(result).returns(0L, DrainResult::forced);
        }
    }

    private static void leave(Tls13Peer peer, byte[] last) throws IOException {
        try (peer) {
            try {
                peer.send(peer.data(last), peer.closeNotify());
                peer.peer().halfClose();
            } catch (IOException gone) {
                // The server has waited long enough. What it has said before can be read all the same.
            }
            byte[] echo = peer.receiveRest();
            assertThat(peer.end()).as("what comes after %d of %d bytes", echo.length, last.length)
                    .isEqualTo(StreamEnd.CLOSE_NOTIFY);
            assertThat(echo).isEqualTo(Arrays.copyOf(last, echo.length));
        }
    }
}
