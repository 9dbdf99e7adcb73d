package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.result.LoadResult.Probes;
import threadlab.client.transport.Transport;
import threadlab.client.verify.Failure;

/** ProbeSessions come on time for one echo each and are counted apart; those that get none are not forgotten. */
@Timeout(60)
@Tag("slow")
class ProbeSessionsTest {
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    /** For runs with an echo that never comes back. */
    private static final Duration IMPATIENT = Duration.ofMillis(100);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    /** Those held are accepted before any probe session, since the load begins when they are connected. */
    @ParameterizedTest
    @CsvSource({"1, 10, 390, 0", "3, 7, 800, 0", "3, 10, 380, 100", "2, 3.3, 550, 30"})
    void probeSessionsComeAtTheirRateForOneMessageEach(int sessions, double rate, int millis, int warmupMillis)
            throws Exception {
        int expected = (int) Math.ceil(rate * millis / 1000);
        try (var server = TestServer.honest()) {
            var warmup = Duration.ofMillis(warmupMillis);
            long begin = System.nanoTime();
            LoadResult result = new LoadGenerator(
                    plan(server.port(), sessions, rate, warmup, Duration.ofMillis(millis)),
                    NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.probes().opened()).isEqualTo(expected);
            assertThat(result.latencies().probeWait().getTotalCount()).isEqualTo(expected);
            assertThat(result.latencies().responseTime().getTotalCount()).isEqualTo(result.echoes()).isPositive();
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            assertThat(result.totalEchoes() - result.echoes() - expected).isNotNegative()
                    .matches(inWarmUp -> inWarmUp == 0 || warmupMillis > 0);
            awaitAllClosed(server);
            assertThat(server.connections()).hasSize(sessions + expected)
                    .filteredOn(connection -> connection.number() >= sessions)
                    .allMatch(connection -> connection.before().get() == SIZE)
                    .allMatch(connection -> connection.acceptedAt() - begin >= warmup.toNanos()
                            + (long) ((connection.number() - sessions) / rate * 1e9));
        }
    }

    @Test
    void probeSessionsServedAfterTheEndAreUnservedButNoFailures() throws Exception {
        var measured = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void measured() {
                measured.countDown();
            }
        };
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.number() >= 2) {
                measured.await();
            }
            connection.send(bytes);
        })) {
            LoadPlan plan = plan(server.port(), 2, 10, Duration.ZERO, Duration.ofMillis(390));
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.probes()).isEqualTo(new Probes(4, 4));
            assertThat(result.totalEchoes()).isEqualTo(result.echoes() + 4);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            assertWaitedUntilTheEnd(result.latencies().probeWait());
        }
    }

    @Test
    void probeSessionsThatAreNeverServedAreUnservedAndFail() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.number() < 2) {
                connection.send(bytes);
            }
        })) {
            LoadPlan plan = plan(server.port(), 2, 10, Duration.ZERO, Duration.ofMillis(390));
            LoadResult result = new LoadGenerator(plan, NOBODY, IMPATIENT).run();
            assertThat(result).returns(Map.of(Failure.UNFINISHED, 4L), LoadResult::failures)
                    .returns(Outcome.FAILED, LoadResult::outcome).returns(new Probes(4, 4), LoadResult::probes);
            assertThat(result.totalEchoes()).isEqualTo(result.echoes());
            assertThat((result.totalEchoes() + 4) * SIZE).isEqualTo(server.bytes());
            assertWaitedUntilTheEnd(result.latencies().probeWait());
            awaitAllClosed(server);
        }
    }

    /** One each that was due at 0, 100, 200 and 300 ms of a window of 390 ms. */
    private static void assertWaitedUntilTheEnd(Histogram waits) {
        assertThat(waits.getTotalCount()).isEqualTo(4);
        assertThat(List.of(390, 290, 190, 90))
                .allMatch(millis -> waits.getCountAtValue(TimeUnit.MILLISECONDS.toNanos(millis)) == 1);
    }

    /** The queue of those that nobody accepts has room for two. */
    @Test
    void probeSessionsThatAreNotEvenConnectedWhenTheRunEndsAreUnservedAndFail() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> echoToTheFirst(listener));
            LoadPlan plan = plan(listener.getLocalPort(), 1, 20, Duration.ZERO, Duration.ofMillis(390));
            LoadResult result = new LoadGenerator(plan, NOBODY, IMPATIENT).run();
            assertThat(result.probes()).isEqualTo(new Probes(8, 8));
            assertThat(result.failed()).isEqualTo(8);
            assertThat(result.failures()).containsKeys(Failure.TIMED_OUT, Failure.UNFINISHED);
            assertThat(result.latencies().probeWait().getTotalCount()).isEqualTo(8);
        }
    }

    private static void echoToTheFirst(ServerSocket listener) {
        try (Socket first = listener.accept()) {
            first.getInputStream().transferTo(first.getOutputStream());
        } catch (IOException ended) {
            // by the client
        }
    }

    @Test
    void aProbeSessionThatIsServedInTheWindowIsNotUnserved() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = runUntil(server, Duration.ZERO,
                    interval -> interval.latencies().probeWait().getTotalCount() > 0);
            assertThat(result.firstFailure()).isNull();
            assertThat(result.probes()).isEqualTo(new Probes(1, 0));
            assertThat(result.latencies().probeWait().getTotalCount()).isEqualTo(1);
        }
    }

    /** On a busy machine it may find itself in the queue of a server that then goes. */
    @Test
    void aProbeSessionThatIsRefusedFailsAndIsNotUnserved() throws Exception {
        try (var server = TestServer.honestToTheFirst(2)) {
            LoadResult result = runUntil(server, Duration.ofMillis(200), interval -> interval.failures() > 0);
            assertThat(result.failed()).isEqualTo(1);
            assertThat(result.firstFailure()).matches("(not-connected|reset) in session 2: .*");
            assertThat(result.probes()).isEqualTo(new Probes(1, 0));
            assertThat(result.latencies().probeWait().getTotalCount()).isZero();
            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aProbeSessionThatIsResetFailsAndIsNotUnserved() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.number() < 2) {
                connection.send(bytes);
            } else {
                connection.reset();
            }
        })) {
            LoadResult result = runUntil(server, Duration.ZERO, interval -> interval.failures() > 0);
            assertThat(result.failures()).isEqualTo(Map.of(Failure.RESET, 1L));
            assertThat(result.probes()).isEqualTo(new Probes(1, 0));
            assertThat(result.latencies().probeWait().getTotalCount()).isZero();
        }
    }

    /** Two busy sessions and one probe session: the next would come after a quarter of an hour. */
    private static LoadResult runUntil(TestServer server, Duration warmup, Predicate<LoadListener.Interval> end)
            throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        var listener = new LoadListener() {
            @Override
            public void progress(Interval interval) {
                if (end.test(interval)) {
                    generator.join().stop();
                }
            }
        };
        LoadPlan plan = plan(server.port(), 2, 0.001, warmup, Duration.ofHours(1));
        generator.complete(new LoadGenerator(plan, listener, PATIENT));
        return generator.join().run();
    }

    /** The loop has been kept from its work during the window, as on a busy machine. */
    @Test
    void aProbeSessionDueInTheWindowThatIsBroughtAfterItIsUnserved() throws Exception {
        try (var server = TestServer.honest()) {
            LoadPlan plan = plan(server.port(), 1, 10, Duration.ZERO, Duration.ofMillis(50));
            Run run = Runs.of(plan);
            var loop = new EventLoop(run, 0, 1);
            SocketChannel channel = SocketChannel.open(run.server());
            channel.configureBlocking(false);
            loop.pool().connector().adopt(channel.register(loop.selector(), 0, Transport.plain(channel)));
            var window = MeasurementWindow.from(System.nanoTime() - TimeUnit.SECONDS.toNanos(1), plan.limit());
            loop.execute(() -> loop.pool().start(window));
            loop.execute(loop.pool()::startProbes);
            loop.execute(loop.pool()::windowOver);
            loop.run();
            assertThat(run.failures().total()).isZero();
            var latencies = Latencies.empty();
            loop.latencies().collectInto(latencies);
            assertThat(loop.counters().probes).isEqualTo(1);
            assertThat(loop.counters().unservedProbes).isEqualTo(1);
            assertThat(latencies.probeWait().getTotalCount()).isEqualTo(1);
        }
    }

    /**
     * The echo that ends the window is back at once, but the session learns that it was the last one only half a second
     * later, and probe sessions come until then.
     */
    @Test
    void probeSessionsThatWaitAtTheEndOfARunOfEchoesAreUnserved() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.number() == 0) {
                connection.send(bytes);
            }
        })) {
            LoadPlan plan = plan(server.port(), 1, 50, Duration.ZERO, Duration.ofHours(1))
                    .withLimit(RunLimit.ofEchoes(Duration.ZERO, 1))
                    .withLoadModel(new LoadModel.Open(2, LoadModel.Arrival.CONSTANT, Duration.ZERO));
            LoadResult result = new LoadGenerator(plan, NOBODY, IMPATIENT).run();
            assertThat(result.echoes()).isEqualTo(1);
            assertThat(result.probes().opened()).isPositive().isEqualTo(result.probes().unserved())
                    .isEqualTo(result.latencies().probeWait().getTotalCount());
        }
    }

    private static LoadPlan plan(int port, int sessions, double probeRate, Duration warmup, Duration duration) {
        return new LoadPlan("127.0.0.1", port, sessions, SIZE, warmup, duration)
                .withProfile(new ConnectionProfile(sessions, 0, 0, 0, probeRate));
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
