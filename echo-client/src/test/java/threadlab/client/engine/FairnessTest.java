package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.verify.Failure;

/** How evenly servers of known behaviour served their sessions. */
@Timeout(60)
class FairnessTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofMillis(100);
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    /** For runs with an echo that never comes back. */
    private static final Duration IMPATIENT = Duration.ofMillis(100);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final int SIZE = 64;
    private static final int SESSIONS = 20;
    /** The slowest twentieth of twenty, and the one that fairness looks at. */
    private static final Set<Integer> UNLUCKY = Set.of(3, 7);
    private static final LoadListener NOBODY = new LoadListener() {
    };

    /** Ends the run when there are enough echoes and failures, and tells when the window is over. */
    private static final class UntilEnough implements LoadListener {
        private final CompletableFuture<LoadGenerator> generator = new CompletableFuture<>();
        private final CountDownLatch measured = new CountDownLatch(1);
        private final int failures;
        private long echoes;

        UntilEnough(int failures) {
            this.failures = failures;
        }

        @Override
        public void progress(Interval interval) {
            echoes += interval.latencies().responseTime().getTotalCount();
            if (echoes >= 40 * SESSIONS && interval.failures() >= failures) {
                generator.join().stop();
            }
        }

        @Override
        public void measured() {
            measured.countDown();
        }

        LoadResult run(TestServer server, Duration warmup) throws Exception {
            generator.complete(
                    new LoadGenerator(plan(server, ConnectionProfile.of(SESSIONS), warmup, HOUR), this, PATIENT));
            return generator.join().run();
        }
    }

    @Test
    void sessionsThatHadOneEchoEachAreToldFromThoseThatHadMany() throws Exception {
        var listener = new UntilEnough(0);
        try (var server = TestServer.with((connection, bytes) -> {
            if (UNLUCKY.contains(connection.number())) {
                listener.measured.await();
            }
            connection.send(bytes);
        })) {
            LoadResult result = listener.run(server, Duration.ZERO);
            assertThat(result.firstFailure()).isNull();
            assertThat(result.fairness()).isEqualTo(1 / ((double) result.echoes() / SESSIONS));
        }
    }

    @Test
    void sessionsThatFailedCountWithWhatTheyHad() throws Exception {
        var listener = new UntilEnough(2);
        try (var server = TestServer.with((connection, bytes) -> {
            if (UNLUCKY.contains(connection.number()) && connection.before().get() >= 5 * SIZE) {
                connection.reset();
            }
            connection.send(bytes);
        })) {
            LoadResult result = listener.run(server, Duration.ZERO);
            assertThat(result.failures()).isEqualTo(Map.of(Failure.RESET, 2L));
            assertThat(result.fairness()).isEqualTo(5 / ((double) result.echoes() / SESSIONS));
        }
    }

    /** Two sessions have many echoes before the measured window, and the next one of each only after it. */
    @Test
    void echoesOfTheWarmUpDoNotCount() throws Exception {
        var listener = new UntilEnough(0);
        Set<Integer> held = ConcurrentHashMap.newKeySet();
        try (var server = TestServer.with((connection, bytes) -> {
            if (UNLUCKY.contains(connection.number()) && connection.before().get() >= 50 * SIZE) {
                held.add(connection.number());
                if (held.equals(UNLUCKY)) {
                    listener.generator.join().measureNow();
                }
                listener.measured.await();
            }
            connection.send(bytes);
        })) {
            LoadResult result = listener.run(server, HOUR);
            assertThat(result.firstFailure()).isNull();
            assertThat(held).isEqualTo(UNLUCKY);
            assertThat(result.fairness()).isEqualTo(0.0);
        }
    }

    /** By the server's clock, one session had waited that long when its echo was sent. */
    @Test
    void theFirstEchoIsThatOfTheSessionThatWaitedLongest() throws Exception {
        var held = new AtomicLong();
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.number() == 1 && connection.before().get() == 0) {
                long received = System.nanoTime();
                pause();
                held.set(System.nanoTime() - received);
            }
            connection.send(bytes);
        })) {
            LoadResult result = new LoadGenerator(plan(server, ConnectionProfile.of(4), Duration.ZERO, WINDOW), NOBODY,
                    PATIENT)
                    .run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.firstEcho()).isGreaterThanOrEqualTo(Duration.ofNanos(held.get()));
        }
    }

    /** The sessions send once, and all are due at the start. */
    @Test
    void theFirstEchoCountsFromTheStartOfTheLoadAndNotFromTheSend() throws Exception {
        try (var server = TestServer.honest()) {
            LoadPlan plan = plan(server, ConnectionProfile.of(4), Duration.ZERO, WINDOW)
                    .withLoadModel(new LoadModel.Closed(1, HOUR));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.totalEchoes()).isEqualTo(4);
            Histogram latencies = result.latencies().responseTime();
            assertThat(latencies.lowestEquivalentValue(result.firstEcho().toNanos()))
                    .isEqualTo(latencies.lowestEquivalentValue(latencies.getMaxValue()));
        }
    }

    /** A session that sends its second message has its first echo, so no wait was longer than until then. */
    @Test
    void laterEchoesAreNotTakenForTheFirst() throws Exception {
        var second = new AtomicLong();
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.before().get() == SIZE) {
                second.accumulateAndGet(System.nanoTime(), (one, other) -> one == 0 || other - one > 0 ? other : one);
            } else if (connection.before().get() > SIZE) {
                pause();
            }
            connection.send(bytes);
        })) {
            long begin = System.nanoTime();
            LoadResult result = new LoadGenerator(plan(server, ConnectionProfile.of(4), Duration.ZERO, WINDOW), NOBODY,
                    PATIENT)
                    .run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.firstEcho()).isBetween(Duration.ofNanos(1), Duration.ofNanos(second.get() - begin));
        }
    }

    @Test
    void aSessionThatNeverHasAnEchoLeavesNoFirstEcho() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.number() != 1) {
                connection.send(bytes);
            }
        })) {
            LoadResult result = new LoadGenerator(plan(server, ConnectionProfile.of(3), Duration.ZERO, WINDOW), NOBODY,
                    IMPATIENT)
                    .run();
            assertThat(result.failures()).isEqualTo(Map.of(Failure.UNFINISHED, 1L));
            assertThat(result.firstEcho()).isNull();
        }
    }

    @Test
    void sessionsThatComeLaterHaveNoPartInTheFirstEchoAndLeaveNoFairness() throws Exception {
        try (var server = TestServer.honest()) {
            var profile = new ConnectionProfile(SESSIONS, 0, 0, 20, 20);
            LoadResult result = new LoadGenerator(plan(server, profile, Duration.ZERO, WINDOW), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.probes().opened()).isPositive();
            assertThat(result.replaced()).isPositive();
            assertThat(result.firstEcho()).isPositive();
            assertThat(result.fairness()).isNull();
        }
    }

    private static void pause() {
        long until = System.nanoTime() + PAUSE_NANOS;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private static LoadPlan plan(TestServer server, ConnectionProfile profile, Duration warmup, Duration duration) {
        return new LoadPlan("127.0.0.1", server.port(), 1, SIZE, warmup, duration).withProfile(profile);
    }
}
