package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadListener.Interval;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Probes;

/** A warm-up of an hour is over when somebody says so, and what follows is a measured window like any other. */
@Timeout(60)
@Tag("slow")
class MeasureNowTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofMillis(200);
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    /** Does it with the generator at each step of the warm-up, and at the begin of the window. */
    private static LoadResult run(LoadPlan plan, Consumer<LoadGenerator> atSteps, Consumer<LoadGenerator> atBegin)
            throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        generator.complete(new LoadGenerator(plan, new LoadListener() {
            @Override
            public void progress(Interval interval) {
                atSteps.accept(generator.join());
            }

            @Override
            public void measuring() {
                atBegin.accept(generator.join());
            }
        }, PATIENT));
        return generator.join().run();
    }

    private static void nothing(LoadGenerator generator) {
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "8, 0", "1, 1"})
    void theWindowIsAsLongAsPlannedAndItsEchoesAreThoseOfTheMessagesDueInIt(int depth, int thinkMillis)
            throws Exception {
        try (var server = TestServer.honest()) {
            LoadPlan plan = plan(server, HOUR)
                    .withLoadModel(new LoadModel.Closed(depth, Duration.ofMillis(thinkMillis)));
            LoadResult result = run(plan, LoadGenerator::measureNow, MeasureNowTest::nothing);
            assertMeasured(result, server);
            assertThat(result.echoes()).isLessThan(result.totalEchoes());
        }
    }

    /** One message each millisecond, from the start of the load on. */
    @Test
    void anOpenLoopKeepsItsSchedule() throws Exception {
        try (var server = TestServer.honest()) {
            var loadModel = new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO);
            LoadResult result = run(plan(server, HOUR).withLoadModel(loadModel), LoadGenerator::measureNow,
                    MeasureNowTest::nothing);
            assertMeasured(result, server);
            assertThat(result.echoes()).isEqualTo(WINDOW.toMillis());
        }
    }

    @Test
    void aRunOfSoManyEchoesHasThemAfterTheWarmUp() throws Exception {
        try (var server = TestServer.honest()) {
            LoadPlan plan = plan(server, HOUR).withLimit(RunLimit.ofEchoes(HOUR, 100));
            LoadResult result = run(plan, LoadGenerator::measureNow, MeasureNowTest::nothing);
            assertThat(result.firstFailure()).isNull();
            assertThat(result.warmup()).isPositive().isLessThan(HOUR);
            assertThat(result.echoes()).isEqualTo(100).isLessThan(result.totalEchoes());
            assertThat(result.stopped()).isFalse();
        }
    }

    @Test
    void whoDoesNotWaitForTheLoadToStartHasHardlyAWarmUp() throws Exception {
        try (var server = TestServer.honest()) {
            var generator = new LoadGenerator(plan(server, HOUR), NOBODY, PATIENT);
            generator.measureNow();
            LoadResult result = generator.run();
            assertMeasured(result, server);
            assertThat(result.cost().liveHeapBytes()).as("no time for a collection").isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 120})
    void nothingChangesOnceTheWindowHasBegun(long warmupMillis) throws Exception {
        var warmup = Duration.ofMillis(warmupMillis);
        try (var server = TestServer.honest()) {
            LoadResult result = run(plan(server, warmup), MeasureNowTest::nothing, LoadGenerator::measureNow);
            assertMeasured(result, server);
            assertThat(result.warmup()).isEqualTo(warmup);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 49})
    void aShortWarmUpIsNotMadeLonger(long warmupMillis) throws Exception {
        var warmup = Duration.ofMillis(warmupMillis);
        try (var server = TestServer.honest()) {
            var generator = new LoadGenerator(plan(server, warmup), NOBODY, PATIENT);
            generator.measureNow();
            assertThat(generator.run()).returns(warmup, LoadResult::warmup).returns(WINDOW, LoadResult::measured);
        }
    }

    @Test
    void probeSessionsComeWithTheWindowAndNotBefore() throws Exception {
        try (var server = TestServer.honest()) {
            LoadPlan plan = plan(server, HOUR).withProfile(new ConnectionProfile(2, 0, 0, 0, 20));
            long begin = System.nanoTime();
            LoadResult result = run(plan, LoadGenerator::measureNow, MeasureNowTest::nothing);
            assertThat(result.firstFailure()).isNull();
            assertThat(result.probes().opened()).isEqualTo(4);
            assertThat(server.connections()).hasSize(2 + 4).filteredOn(connection -> connection.number() >= 2)
                    .allMatch(connection -> connection.acceptedAt() - begin >= result.warmup().toNanos());
        }
    }

    /** Even if the run notices only after the time at which the window would have begun. */
    @Test
    void aRunThatIsStoppedInAWarmUpThatWasCutShortHasMeasuredNothing() throws Exception {
        try (var server = TestServer.honest()) {
            LoadPlan plan = plan(server, HOUR).withProfile(new ConnectionProfile(2, 0, 0, 0, 20));
            LoadResult result = run(plan, generator -> {
                generator.measureNow();
                generator.stop();
            }, MeasureNowTest::dawdle);
            assertThat(result).returns(true, LoadResult::stopped).returns(0L, LoadResult::echoes)
                    .returns(Duration.ZERO, LoadResult::measured).returns(new Probes(0, 0), LoadResult::probes);
            assertThat(result.warmup()).isPositive().isLessThan(HOUR);
        }
    }

    private static void dawdle(LoadGenerator generator) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    /** The collection is half a second after the start, when the step before this one had ended or was ending. */
    @Test
    void theLiveHeapIsTakenHalfASecondAfterTheStartOfALongWarmUp() throws Exception {
        var before = new AtomicReference<>(Duration.ZERO);
        var generator = new CompletableFuture<LoadGenerator>();
        try (var server = TestServer.honest()) {
            generator.complete(new LoadGenerator(plan(server, HOUR), new LoadListener() {
                @Override
                public void progress(Interval interval) {
                    if (before.getAndSet(interval.elapsed()).compareTo(Duration.ofMillis(500)) >= 0) {
                        generator.join().measureNow();
                    }
                }
            }, PATIENT));
            LoadResult result = generator.join().run();
            assertMeasured(result, server);
            assertThat(result.cost().liveHeapBytes()).isNotNull();
        }
    }

    private static void assertMeasured(LoadResult result, TestServer server) {
        assertThat(result.firstFailure()).isNull();
        assertThat(result).returns(WINDOW, LoadResult::measured).returns(false, LoadResult::stopped);
        assertThat(result.warmup()).isLessThan(HOUR);
        assertThat(result.echoes()).isPositive().isEqualTo(result.messages().due())
                .isEqualTo(result.latencies().responseTime().getTotalCount());
        assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
    }

    private static LoadPlan plan(TestServer server, Duration warmup) {
        return new LoadPlan("127.0.0.1", server.port(), 3, SIZE, warmup, WINDOW);
    }
}
