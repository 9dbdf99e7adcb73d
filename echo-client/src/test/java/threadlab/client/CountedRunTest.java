package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.LoadResult.Outcome;
import threadlab.client.Pacing.Arrival;

/** A run of so many echoes measures these and no others, and ends with them. */
@Timeout(60)
class CountedRunTest {
    /** Of runs whose every echo comes back, however busy the machine is. */
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
        assertExactly(sessions, echoes, new Pacing.Closed(depth, Duration.ofMillis(thinkMillis)), warmupMillis);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, CONSTANT, 1024, 0", "20, 7, CONSTANT, 1024, 0", "3, 7, CONSTANT, 1, 30",
            "3, 1000, CONSTANT, 1024, 30", "3, 1, POISSON, 1024, 30", "20, 7, POISSON, 1, 0",
            "20, 1000, POISSON, 1024, 0"})
    void anOpenLoopMeasuresExactlySoManyEchoes(int sessions, long echoes, Arrival arrival, int depth, int warmupMillis)
            throws Exception {
        assertExactly(sessions, echoes, new Pacing.Open(3000, arrival, Duration.ZERO, depth), warmupMillis);
    }

    /** Two idle sessions wait for the end with it. */
    private static void assertExactly(int sessions, long echoes, Pacing pacing, int warmupMillis) throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(
                    plan(server, new Shape(sessions, 0, 2, 0, 0), pacing, warmupMillis, echoes), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result).returns(echoes, LoadResult::echoes).returns(false, LoadResult::stopped);
            assertThat(result.schedule().due()).isEqualTo(echoes);
            assertThat(result.schedule().inTime()).isEqualTo(echoes);
            assertThat(result.latencies().whenDue().getTotalCount()).isEqualTo(echoes);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            assertThat(result.totalEchoes() > echoes).isEqualTo(warmupMillis > 0);
            assertThat(result.measured()).isPositive().isLessThan(result.plan().extent().duration());
            awaitAllClosed(server);
            assertThat(server.accepted()).isEqualTo(sessions + 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4"})
    void echoesAreCountedOverReplacedSessionsToo(int depth) throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, new Shape(3, 0, 0, 100, 0),
                    new Pacing.Closed(depth, Duration.ofMillis(1)), 30, 500), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.echoes()).isEqualTo(500);
            assertThat(result.replaced()).isPositive();
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            awaitAllClosed(server);
            assertThat(server.accepted()).isEqualTo(3 + result.replaced());
        }
    }

    @Test
    void newcomersAreNotAmongTheEchoesThatAreCounted() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, new Shape(2, 0, 0, 0, 100),
                    new Pacing.Closed(1, Duration.ofMillis(1)), 0, 200), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.echoes()).isEqualTo(200);
            assertThat(result.newcomers().came()).isPositive();
            // One that came after the last of the echoes does not count as a newcomer, and has its echo all the same.
            assertThat(result.totalEchoes()).isGreaterThanOrEqualTo(200 + result.newcomers().came());
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
            LoadResult result = new LoadGenerator(plan(server, new Shape(3, 0, 2, 0, 0),
                    new Pacing.Closed(1, Duration.ZERO), 0, 1_000_000), NOBODY, PATIENT).run();
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
                    plan(server, Shape.of(1), new Pacing.Closed(1, Duration.ofHours(1)), 0,
                            1),
                    NOBODY, PATIENT).run();
            assertThat(result.echoes()).isEqualTo(1);
        }
    }

    @Test
    void theLoadIsNotTheLimitOfARunOfFewEchoes() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, Shape.of(2),
                    new Pacing.Open(10, Arrival.CONSTANT, Duration.ZERO), 0, 1), NOBODY, PATIENT).run();
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
                    plan(server, Shape.of(2), new Pacing.Closed(1, Duration.ZERO), 0, 100),
                    NOBODY, Duration.ofMillis(200)).run();
            assertThat(result.echoes()).isEqualTo(99);
            assertThat(result.failures()).isEqualTo(Map.of(Failure.UNFINISHED, 1L));
        }
    }

    private static LoadPlan plan(TestServer server, Shape shape, Pacing pacing, int warmupMillis, long echoes) {
        return new LoadPlan(new Route("127.0.0.1", server.port()), shape, Sizes.of(SIZE), pacing, true,
                Extent.ofEchoes(Duration.ofMillis(warmupMillis), echoes));
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
