package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.core.ConnectionLimits;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerStats;

/** What every thread model promises of sessions that may only be so fast. */
@ParameterizedClass
@EnumSource(ThreadModel.class)
@Timeout(60)
@Tag("slow")
class PaceContractTest {
    private static final Duration PLENTY = Duration.ofSeconds(30);

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ThreadModel model;
    private EchoServer server;

    PaceContractTest(ThreadModel model) {
        this.model = model;
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        background.shutdownNow();
    }

    /** Beyond the first second's worth and one read, each byte takes its time: more on a busy machine, never less. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aSessionIsSlowedDownToItsRateAndEveryByteComesBack() throws Exception {
        start(1_000_000);
        byte[] message = random(1_250_000);
        long start = System.nanoTime();
        try (var peer = Peer.connect(server)) {
            var sending = background.submit(() -> peer.send(message));
            assertThat(peer.receive(message.length)).isEqualTo(message);
            sending.get();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(230));
    }

    /**
     * Each newcomer would wait for a second if one loop served them and slept: all of them for longer than this test.
     */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aSessionThatPausesDelaysNobodyAndIsNotClosed() throws IOException {
        start(1);
        try (var fast = Peer.connect(server).send(new byte[1_000])) {
            assertThat(fast.receive(2)).as("a second's worth, and one read").hasSize(2);
            for (int i = 0; i < 100; i++) {
                try (var newcomer = Peer.connect(server)) {
                    assertThat(newcomer.echo((byte) i)).containsExactly(i);
                }
            }
            assertThat(fast.receive(1)).hasSize(1);
            soon().until(() -> server.stats().open() == 1);
        }
        assertThat(server.stats().closed()).containsOnlyKeys(CloseReason.END_OF_STREAM);
    }

    /** At its rate it would take twenty seconds more. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aStopEndsAPauseAndWhatWasReceivedIsEchoedAtOnce() throws Exception {
        start(1_000);
        byte[] message = random(20_000);
        try (var peer = Peer.connect(server)) {
            peer.send(message);
            soon().until(() -> server.stats().bytes() > 1_125);
            var stopping = background.submit(() -> server.stop(PLENTY));
            assertThat(peer.receiveRest()).isEqualTo(message);
            peer.halfClose();
            assertThat(stopping.get()).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced)
                    .satisfies(result -> assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(10)));
        }
        assertThat(server.stats().closed(CloseReason.DRAINED)).isEqualTo(1);
    }

    @Test
    void aStopWithoutTimeCutsAPauseShort() throws IOException {
        start(1);
        try (var peer = Peer.connect(server).send(new byte[100])) {
            peer.receive(2);
            DrainResult result = server.stop(Duration.ZERO);
            assertThat(result).returns(1L, DrainResult::forced);
        }
        assertThat(server.stats()).returns(0, ServerStats::open);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPeerThatLeavesDuringAPauseEndsItsSession() throws IOException {
        start(8);
        var peer = Peer.connect(server).send(new byte[100]);
        peer.receive(9);
        peer.reset();
        soon().untilAsserted(() -> assertThat(server.stats().closed(CloseReason.RESET)).isEqualTo(1));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPeerThatHalfClosesGetsAllItsEchoesAtTheRateThenTheEndOfTheStream() throws Exception {
        start(100_000);
        byte[] message = random(120_000);
        try (var peer = Peer.connect(server)) {
            var sending = background.submit(() -> {
                peer.send(message).halfClose();
                return null;
            });
            assertThat(peer.receiveRest()).isEqualTo(message);
            sending.get();
        }
        soon().until(() -> server.stats().closed(CloseReason.END_OF_STREAM) == 1);
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(5));
    }

    private void start(int bytesPerSecond) throws IOException {
        server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model)
                .withLimits(new ConnectionLimits(ConnectionLimits.DEFAULT_MAX_SESSIONS, List.of(), 0, bytesPerSecond)));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
