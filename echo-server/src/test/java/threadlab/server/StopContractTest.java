package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerState;

/** What every thread model promises when the server is stopped. The thread models wait beside each other. */
class StopContractTest {
    private static final String MODELS = "threadlab.server.EchoServerContractTest#modelsWithoutAndWithWork";
    private static final Duration PLENTY = Duration.ofSeconds(30);

    @AutoClose("shutdownNow")
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    private static EchoServer start(ThreadModel model, boolean works) throws IOException {
        return EchoServer.start(EchoServerContractTest.config(model, works));
    }

    @ParameterizedTest
    @MethodSource(MODELS)
    void withoutSessionsItIsGracefulAndDoesNotWaitForTheDeadline(ThreadModel model, boolean works) throws IOException {
        try (var server = start(model, works)) {
            DrainResult result = server.stop(PLENTY);
            assertThat(result.outcome()).isEqualTo(DrainResult.Outcome.GRACEFUL);
            assertThat(result.elapsed()).isLessThan(PLENTY);
            assertThat(server.state()).isEqualTo(ServerState.STOPPED);
        }
    }

    @ParameterizedTest
    @MethodSource(MODELS)
    void itEndsTheStreamOfAWaitingSessionWithoutAReset(ThreadModel model, boolean works) throws Exception {
        try (var server = start(model, works); var peer = Peer.connect(server)) {
            peer.echo((byte) 1);
            var stopping = background.submit(() -> server.stop(PLENTY));
            assertThat(peer.receiveRest()).isEmpty();
            peer.halfClose();
            assertThat(stopping.get()).returns(1L, DrainResult::drained).returns(0L, DrainResult::forced);
        }
    }

    @ParameterizedTest
    @MethodSource(MODELS)
    @Execution(ExecutionMode.CONCURRENT)
    void itDoesNotWaitTheWholeDeadlineForAPeerThatNeverCloses(ThreadModel model, boolean works) throws Exception {
        try (var server = start(model, works); var peer = Peer.connect(server)) {
            peer.echo((byte) 1);
            DrainResult result = server.stop(PLENTY);
            assertThat(result.outcome()).isEqualTo(DrainResult.Outcome.GRACEFUL);
            assertThat(result.elapsed()).isLessThan(PLENTY);
            assertThat(peer.receiveRest()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MODELS)
    @Execution(ExecutionMode.CONCURRENT)
    void itForcesASessionWhosePeerNeverReads(ThreadModel model, boolean works) throws Exception {
        try (var server = start(model, works); var stalled = Peer.connect(server)) {
            var sending = background.submit(() -> stalled.send(new byte[64 << 20]));
            var seen = new AtomicLong();
            await().until(() -> { // two looks, as far apart as Awaitility's polls, find the same number of bytes
                long bytes = server.stats().bytes();
                return bytes > 0 && seen.getAndSet(bytes) == bytes;
            });
            DrainResult result = server.stop(Duration.ofMillis(50));
            assertThat(result).returns(DrainResult.Outcome.FORCED, DrainResult::outcome)
                    .returns(1L, DrainResult::forced);
            assertThatThrownBy(sending::get).hasCauseInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @MethodSource(MODELS)
    void concurrentAndRepeatedCallsAgreeOnOneResult(ThreadModel model, boolean works) throws IOException {
        try (var server = start(model, works)) {
            var first = CompletableFuture.supplyAsync(() -> server.stop(PLENTY), background);
            var second = CompletableFuture.supplyAsync(() -> server.stop(Duration.ZERO), background);
            assertThat(first.join()).isSameAs(second.join()).isSameAs(server.stop(PLENTY));
        }
    }
}
