package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

/**
 * What a server carries is what arithmetic says: N places that are held for T each carry N / T a second. A busy machine
 * spoils single measurements, so each test measures until one is right, and fails if none is.
 */
@Timeout(120)
@Tag("slow")
class CapacityContractTest {
    private static final int MESSAGE = 64;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Peer> peers = new ArrayList<>();
    private EchoServer server;

    private void start(ModelName model, String recipe) throws IOException {
        server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model.model())
                .withPoolThreads(model.poolThreads()).withWork(Work.of(recipe, MESSAGE, 1, new Computing(50))));
    }

    @AfterEach
    void stop() throws IOException {
        for (Peer peer : peers) {
            peer.close();
        }
        server.stop(Duration.ZERO);
        clients.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"10, 20", "50, 25", "4, 10"})
    void aPoolOfThreadsCarriesItsThreadsByTheTimeOfOne(int threads, int millis) throws IOException {
        start(new ModelName(ThreadModel.POOL, threads), "wait " + millis + "ms");
        carries(threads, millis);
    }

    @ParameterizedTest
    @CsvSource({"10, 20", "50, 25", "4, 10"})
    void aPoolWithinAVirtualThreadServerCarriesItsPlacesByTheTimeOfOne(int places, int millis) throws IOException {
        start(ModelName.of(ThreadModel.VIRTUAL), "pool " + places + " { wait " + millis + "ms }");
        carries(places, millis);
    }

    /** Three times as many clients as there are places, so that none is free. */
    private void carries(int places, int millis) throws IOException {
        for (int i = 0; i < 3 * places; i++) {
            Peer peer = Peer.connect(server);
            peers.add(peer);
            clients.submit(() -> {
                while (true) {
                    peer.echo(new byte[MESSAGE]);
                }
            });
        }
        double expected = places * 1000.0 / millis;
        await().atMost(LIMIT).pollDelay(Duration.ofMillis(300)).pollInterval(Duration.ofMillis(1)).untilAsserted(
                () -> assertThat(rate()).isCloseTo(expected, within(expected * 0.03)));
    }

    /** Measures for about a second. */
    private double rate() {
        long reads = server.stats().reads();
        long begun = System.nanoTime();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        return (server.stats().reads() - reads) * 1e9 / (System.nanoTime() - begun);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitAddsItsTimeToTheLatency(ThreadModel model) throws IOException {
        start(ModelName.of(model), "wait 20ms");
        Peer peer = Peer.connect(server);
        peers.add(peer);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(medianMillis(peer)).isBetween(20.0, 20.5));
    }

    private static double medianMillis(Peer peer) throws IOException {
        long[] nanos = new long[21];
        for (int i = 0; i < nanos.length; i++) {
            long begun = System.nanoTime();
            peer.echo(new byte[MESSAGE]);
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
