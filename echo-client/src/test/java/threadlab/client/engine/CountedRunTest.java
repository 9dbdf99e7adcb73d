package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** A run of so many echoes measures these and no others, and ends with them. */
@Timeout(60)
@Tag("slow")
class CountedRunTest {
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 0, 0", "3, 1, 4, 0, 0", "3, 7, 1, 0, 30", "3, 7, 4, 1, 0", "20, 7, 1, 1, 30",
            "20, 7, 4, 0, 0",
            "3, 1000, 1, 0, 0", "3, 1000, 4, 0, 30", "20, 1000, 4, 1, 0", "20, 1000, 1, 1, 30"})
    void aClosedLoopMeasuresExactlySoManyEchoes(int sessions, long echoes, int depth, int thinkMillis, int warmupMillis)
            throws Exception {
        assertExactly(sessions, echoes, new LoadModel.Closed(depth, Duration.ofMillis(thinkMillis)), warmupMillis);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, CONSTANT, 1024, 0", "20, 7, CONSTANT, 1024, 0", "3, 7, CONSTANT, 1, 30",
            "3, 1000, CONSTANT, 1024, 30", "3, 1, POISSON, 1024, 30", "20, 7, POISSON, 1, 0",
            "20, 1000, POISSON, 1024, 0"})
    void anOpenLoopMeasuresExactlySoManyEchoes(int sessions, long echoes, Arrival arrival, int depth, int warmupMillis)
            throws Exception {
        assertExactly(sessions, echoes, new LoadModel.Open(3000, arrival, Duration.ZERO, depth), warmupMillis);
    }

    /** Two idle sessions wait for the end with it. */
    private static void assertExactly(int sessions, long echoes, LoadModel loadModel, int warmupMillis)
            throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(
                    plan(server, new ConnectionProfile(sessions, 0, 2, 0, 0), loadModel, warmupMillis, echoes), NOBODY,
                    PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result).returns(echoes, LoadResult::echoes).returns(false, LoadResult::stopped);
            assertThat(result.messages().due()).isEqualTo(echoes);
            assertThat(result.messages().inTime()).isEqualTo(echoes);
            assertThat(result.latencies().responseTime().getTotalCount()).isEqualTo(echoes);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            assertThat(result.totalEchoes() > echoes).isEqualTo(warmupMillis > 0);
            assertThat(result.measured()).isPositive().isLessThan(result.plan().limit().duration());
            awaitAllClosed(server);
            assertThat(server.accepted()).isEqualTo(sessions + 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4"})
    void echoesAreCountedOverReplacedSessionsToo(int depth) throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, new ConnectionProfile(3, 0, 0, 100, 0),
                    new LoadModel.Closed(depth, Duration.ofMillis(1)), 30, 500), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.echoes()).isEqualTo(500);
            assertThat(result.replaced()).isPositive();
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            awaitAllClosed(server);
            assertThat(server.accepted()).isEqualTo(3 + result.replaced());
        }
    }

    @Test
    void probeSessionsAreNotAmongTheEchoesThatAreCounted() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, new ConnectionProfile(2, 0, 0, 0, 100),
                    new LoadModel.Closed(1, Duration.ofMillis(1)), 0, 200), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.echoes()).isEqualTo(200);
            assertThat(result.probes().opened()).isPositive();
            // A probe session after the last echo does not count as one, and still has its echo.
            assertThat(result.totalEchoes()).isGreaterThanOrEqualTo(200 + result.probes().opened());
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
        }
    }

    @Test
    void aRunOfEchoesEndsAsFailedWhenTheServerBreaksAllItsSessions() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.before().get() < 10 * SIZE) {
                connection.send(bytes);
            } else {
                connection.reset();
            }
        })) {
            LoadResult result = new LoadGenerator(plan(server, new ConnectionProfile(3, 0, 2, 0, 0),
                    new LoadModel.Closed(1, Duration.ZERO), 0, 1_000_000), NOBODY, PATIENT).run();
            assertThat(result).returns(30L, LoadResult::echoes).returns(Outcome.FAILED, LoadResult::outcome)
                    .returns(Map.of(Failure.RESET, 3L), LoadResult::failures).returns(false, LoadResult::stopped);
            assertThat(result.measured()).isPositive();
            awaitAllClosed(server);
        }
    }

    @Test
    @Timeout(10)
    void aRunOfOneEchoDoesNotLastUntilTheNextMessageWouldBeDue() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(
                    plan(server, ConnectionProfile.of(1), new LoadModel.Closed(1, Duration.ofHours(1)), 0,
                            1),
                    NOBODY, PATIENT).run();
            assertThat(result.echoes()).isEqualTo(1);
        }
    }

    @Test
    void theLoadIsNotTheLimitOfARunOfFewEchoes() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, ConnectionProfile.of(2),
                    new LoadModel.Open(10, Arrival.CONSTANT, Duration.ZERO), 0, 1), NOBODY, PATIENT).run();
            assertThat(result.reasons()).noneMatch(reason -> reason.startsWith("the load was the limit"));
        }
    }

    /** One of the two sessions is never answered, the other once that one waits. */
    @Test
    @Timeout(20)
    void anEchoThatNeverComesDoesNotHoldTheRun() throws Exception {
        var oneWaits = new CountDownLatch(1);
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.number() == 0) {
                oneWaits.await();
                connection.send(bytes);
            } else {
                oneWaits.countDown();
            }
        })) {
            LoadResult result = new LoadGenerator(
                    plan(server, ConnectionProfile.of(2), new LoadModel.Closed(1, Duration.ZERO), 0, 100),
                    NOBODY, Duration.ofMillis(200)).run();
            assertThat(result.echoes()).isEqualTo(99);
            assertThat(result.failures()).isEqualTo(Map.of(Failure.UNFINISHED, 1L));
        }
    }

    private static LoadPlan plan(TestServer server, ConnectionProfile profile, LoadModel loadModel, int warmupMillis,
            long echoes) {
        return new LoadPlan(new Target("127.0.0.1", server.port()), profile, MessageSizes.of(SIZE), loadModel, true,
                RunLimit.ofEchoes(Duration.ofMillis(warmupMillis), echoes));
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
