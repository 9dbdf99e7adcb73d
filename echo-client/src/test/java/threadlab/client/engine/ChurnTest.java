package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadModel.Arrival;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;

/** Sessions that end and are replaced lose no echo, keep the schedule and are never too many. */
@Timeout(60)
@Tag("slow")
class ChurnTest {
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    private static Stream<LoadModel> pacings() {
        return Stream.of(new LoadModel.Closed(1, Duration.ZERO), new LoadModel.Closed(4, Duration.ZERO),
                new LoadModel.Closed(4, Duration.ofMillis(2)), open(400, Arrival.CONSTANT, 1024),
                open(400, Arrival.POISSON, 1));
    }

    @ParameterizedTest
    @MethodSource("pacings")
    void sessionsThatLeaveAreReplacedAndNoEchoIsLost(LoadModel loadModel) throws Exception {
        try (var server = TestServer.honest()) {
            var limit = RunLimit.ofTime(Duration.ofMillis(100), Duration.ofMillis(300));
            LoadResult result = new LoadGenerator(plan(server, 4, 100, loadModel, limit), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.replaced()).isPositive().isLessThanOrEqualTo(40); // due: 100/s in 400 ms
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes()).isPositive();
            assertThat(result.latencies().responseTime().getTotalCount()).isEqualTo(result.echoes()).isPositive();
            awaitAllClosed(server);
            assertThat(server.accepted()).isEqualTo(4 + result.replaced());
            // No session has gone in the middle of a message.
            assertThat(server.connections()).allMatch(connection -> connection.before().get() % SIZE == 0);
            // The server may notice an end later than the next beginning, but not all of them.
            assertThat(server.mostOpen()).isLessThanOrEqualTo(4 + Math.max(4, Math.toIntExact(result.replaced()) / 2));
        }
    }

    /** The last of those that leave does so well before the end, see the case below that is disabled. */
    @ParameterizedTest
    @CsvSource({"CONSTANT, 1024", "CONSTANT, 1", "POISSON, 1024"})
    void anOpenLoopKeepsItsScheduleThoughItsSessionsAreReplaced(Arrival arrival, int depth) throws Exception {
        try (var server = TestServer.honest()) {
            var limit = RunLimit.ofTime(Duration.ZERO, Duration.ofMillis(890));
            LoadPlan plan = plan(server, 3, 10, open(200, arrival, depth), limit);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.replaced()).isPositive();
            assertThat(result.messages().due()).isEqualTo(planned(plan));
            assertThat(result.echoes()).isEqualTo(planned(plan));
            assertThat(server.bytes()).isEqualTo(planned(plan) * SIZE);
        }
    }

    /** Messages due in a run without warm-up, however its sessions come and go. */
    private static long planned(LoadPlan plan) {
        var window = MeasurementWindow.from(0, plan.limit());
        long count = 0;
        for (int session = 0; session < plan.profile().sessions(); session++) {
            for (Pacer pacer = Pacer.of(plan, session, window); pacer.next() != Pacer.NEVER; pacer.sent()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void theScheduleOfAConstantRateIsTheRateTimesTheWindow() throws Exception {
        try (var server = TestServer.honest()) {
            var limit = RunLimit.ofTime(Duration.ZERO, Duration.ofMillis(890));
            assertThat(planned(plan(server, 3, 10, open(200, Arrival.CONSTANT, 1), limit))).isEqualTo(178);
        }
    }

    @Test
    void aSessionIsNotReplacedWhileAnEchoIsMissing() throws Exception {
        var measured = new CountDownLatch(1);
        var accepted = new AtomicInteger();
        try (var server = TestServer.with((connection, bytes) -> {
            measured.await();
            connection.send(bytes);
        })) {
            var listener = new LoadListener() {
                @Override
                public void measured() {
                    accepted.set(server.accepted());
                    measured.countDown();
                }
            };
            var plan = plan(server, 3, 20, new LoadModel.Closed(2, Duration.ZERO),
                    RunLimit.ofTime(Duration.ZERO, Duration.ofMillis(300)));
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(accepted).hasValue(3);
            assertThat(result).returns(null, LoadResult::firstFailure).returns(0L, LoadResult::replaced)
                    .returns(6L, LoadResult::echoes);
            assertThat(server.bytes()).isEqualTo(6 * SIZE);
        }
    }

    @Test
    void whatIsDueWhileASessionLeavesIsSentThoughTheWindowEndsMeanwhile() throws Exception {
        var measured = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void measured() {
                measured.countDown();
            }
        };
        try (var server = TestServer.with((connection, bytes) -> {
            measured.await();
            connection.send(bytes);
        })) {
            LoadPlan plan = plan(server, 2, 10, open(100, Arrival.CONSTANT, 1024),
                    RunLimit.ofTime(Duration.ZERO, Duration.ofMillis(290)));
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.messages().due()).isEqualTo(planned(plan)).isEqualTo(29);
        }
    }

    /** Both are to leave soon and can only do so when their echoes are back: no sooner than nobody listens any more. */
    @Test
    void aReplacementThatCannotConnectIsCountedAndTheRunEnds() throws Exception {
        var listening = new CompletableFuture<TestServer>();
        try (var server = TestServer.with((connection, bytes) -> {
            await().until(() -> listening.get().accepted() == 2);
            listening.get().stopListening();
            connection.send(bytes);
        })) {
            listening.complete(server);
            var plan = plan(server, 2, 50, new LoadModel.Closed(1, Duration.ZERO),
                    RunLimit.ofTime(Duration.ZERO, Duration.ofHours(1)));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).matches("not-connected in session [23]: .+");
            assertThat(result).returns(Map.of(Failure.NOT_CONNECTED, 2L), LoadResult::failures)
                    .returns(Outcome.FAILED, LoadResult::outcome).returns(0L, LoadResult::replaced)
                    .returns(false, LoadResult::stopped);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes()).isPositive();
        }
    }

    @Test
    void aSessionThatFailsWhileItLeavesIsNotReplacedAndTheRunEnds() throws Exception {
        var stepped = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void progress(Interval interval) {
                stepped.countDown();
            }
        };
        try (var server = TestServer.with((connection, bytes) -> {
            stepped.await(); // it is to leave at once
            connection.reset();
        })) {
            var plan = plan(server, 1, 0.001, new LoadModel.Closed(1, Duration.ZERO),
                    RunLimit.ofTime(Duration.ZERO, Duration.ofHours(1)));
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(result).returns(Map.of(Failure.RESET, 1L), LoadResult::failures).returns(0L,
                    LoadResult::replaced);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    private static LoadModel.Open open(double perSecond, Arrival arrival, int depth) {
        return new LoadModel.Open(perSecond, arrival, Duration.ZERO, depth);
    }

    private static LoadPlan plan(TestServer server, int sessions, double churn, LoadModel loadModel, RunLimit limit) {
        return new LoadPlan(new Target("127.0.0.1", server.port()), new ConnectionProfile(sessions, 0, 0, churn, 0),
                MessageSizes.of(SIZE),
                loadModel, true, limit);
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
