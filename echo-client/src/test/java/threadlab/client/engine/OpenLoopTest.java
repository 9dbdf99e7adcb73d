package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
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
import threadlab.client.plan.Target;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;

/** Messages go out when they are due, and latency counts from then, whatever the server does. */
@Timeout(60)
@Tag("slow")
class OpenLoopTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    /** Stops echoing once, for all sessions, from some message on; knows when it did by the clock of the client. */
    private static final class Gate implements TestServer.Handler {
        private static final Duration STALL = Duration.ofMillis(300);

        private final long closeAfterBytes;
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger held = new AtomicInteger();
        private final CountDownLatch open = new CountDownLatch(1);
        /** Whatever the client sends between these two is received while the gate is closed. */
        private volatile long closedAt;
        private volatile long openedAt;

        Gate(int closeAfterMessages) {
            closeAfterBytes = (long) closeAfterMessages * SIZE;
        }

        @Override
        public void received(TestServer.Connection connection, byte[] received) throws Exception {
            if (bytes.addAndGet(received.length) >= closeAfterBytes && closed.compareAndSet(false, true)) {
                closedAt = System.nanoTime();
                long until = closedAt + STALL.toNanos();
                while (System.nanoTime() - until < 0) {
                    LockSupport.parkNanos(until - System.nanoTime());
                }
                held.incrementAndGet();
                openedAt = System.nanoTime();
                open.countDown();
            } else if (closed.get() && open.getCount() > 0) {
                open.await();
                held.incrementAndGet();
            }
            connection.send(received);
        }

        long stall() {
            return openedAt - closedAt;
        }
    }

    private static LoadPlan plan(TestServer server, int sessions, LoadModel loadModel, Duration warmup,
            Duration duration) {
        return new LoadPlan(new Target("127.0.0.1", server.port()), ConnectionProfile.of(sessions),
                MessageSizes.of(SIZE), loadModel, true,
                RunLimit.ofTime(warmup, duration));
    }

    private static LoadModel.Open open(double perSecond, LoadModel.Arrival arrival, Duration ramp) {
        return new LoadModel.Open(perSecond, arrival, ramp);
    }

    /**
     * At a constant rate R in a window W the server stalls for S. A message due x into the stall comes back S - x late
     * at the earliest, so at least (S - L) * R of all W * R messages are L late or later, and the quantile q is at
     * least S - (1 - q) * W, less two gaps for the ends that do not fall on arrivals. No busy machine can make it less.
     */
    @Test
    void aStallCountsForEveryMessageThatWasDueInIt() throws Exception {
        var window = Duration.ofMillis(1_500);
        var gate = new Gate(300);
        try (var server = TestServer.with(gate)) {
            var plan = plan(server, 10, open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO), Duration.ZERO, window);
            long before = System.nanoTime();
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result.echoes()).isEqualTo(1_500);
            assumeTrue(gate.openedAt - before < window.toNanos(), "the stall was over before the window surely was");
            for (double percentile : new double[]{85, 90, 95, 99, 99.9}) {
                double least = gate.stall() - (100 - percentile) / 100 * window.toNanos() - 2e6;
                assertThat((double) result.latencies().responseTime().getValueAtPercentile(percentile))
                        .as("p" + percentile)
                        .isGreaterThan(least * 0.999).isPositive();
            }
            assertThat(result.latencies().responseTime().getValueAtPercentile(50))
                    .isLessThan(result.latencies().responseTime().getValueAtPercentile(99));
            long late = result.latencies().responseTime().getCountBetweenValues(gate.stall() / 2, Long.MAX_VALUE);
            assertThat(late).isGreaterThanOrEqualTo(gate.stall() / 2 / 1_000_000 - 2);
        }
    }

    /**
     * One session meets the stall with the one message that it has in flight. At most a handful of the thousands in the
     * window can take half a stall one after the other, so nine tenths cannot see it.
     */
    @Test
    void aClosedLoopSeesOneSlowMessageInTheSameStall() throws Exception {
        var gate = new Gate(50);
        try (var server = TestServer.with(gate)) {
            var plan = plan(server, 1, new LoadModel.Closed(1, Duration.ZERO), Duration.ZERO, Duration.ofMillis(900));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(gate.held).hasValue(1);
            assertThat(result.latencies().responseTime().getMaxValue())
                    .isGreaterThanOrEqualTo(gate.stall() / 1_000 * 999);
            assertThat(result.echoes()).isGreaterThan(50);
            assertThat(result.latencies().responseTime().getValueAtPercentile(50)).isLessThan(gate.stall() / 2);
            assertThat(result.latencies().responseTime().getValueAtPercentile(80)).isLessThan(gate.stall() / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1000, PT0S, 500, 600", "7, 1000, PT0S, 500, 600", "10, 1000, PT0.2S, 475, 500",
            "3, 1000, PT1.2S, 145, 150", "50, 20, PT0S, 10, 12"})
    void exactlyTheMessagesOfTheScheduleAreSentAndThoseDueInTheWindowMeasured(int sessions, double perSecond,
            Duration ramp, long measured, long total) throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, sessions, open(perSecond, LoadModel.Arrival.CONSTANT, ramp), Duration.ofMillis(100),
                    Duration.ofMillis(500));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result).returns(total, LoadResult::totalEchoes);
            assertThat(result.echoes()).isBetween(measured - 1, measured + 1);
            assertThat(server.bytes()).isEqualTo(total * SIZE);
            assertThat(result.latencies().responseTime().getTotalCount()).isEqualTo(result.echoes());
            assertThat(result.latencies().serviceTime().getTotalCount()).isEqualTo(result.echoes());
            assertThat(result.latencies().sendDelay().getTotalCount()).isEqualTo(result.echoes());
            assertThat(server.accepted()).isEqualTo(sessions);
        }
    }

    @Test
    void exactlyThePoissonArrivalsOfThePacersAreSent() throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, 5, open(1_000, LoadModel.Arrival.POISSON, Duration.ofMillis(50)), Duration.ZERO,
                    Duration.ofMillis(400));
            long expected = 0;
            for (int session = 0; session < 5; session++) {
                Pacer pacer = Pacer.of(plan, session, MeasurementWindow.from(0, plan.limit()));
                for (; pacer.next() != Pacer.NEVER; pacer.sent()) {
                    expected++;
                }
            }
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result.totalEchoes()).isEqualTo(expected).isEqualTo(server.bytes() / SIZE).isGreaterThan(200);
        }
    }

    /** The run starts after {@code before}, and the server reads a message after it was sent. */
    @Test
    void noMessageIsSentBeforeItIsDue() throws Exception {
        var before = new AtomicLong();
        var tooEarly = new AtomicInteger();
        var bytes = new AtomicLong();
        try (var server = TestServer.with((connection, received) -> {
            long seen = bytes.addAndGet(received.length) / SIZE;
            double due = (System.nanoTime() - before.get()) / 1e9 * 500 + 1;
            if (seen > due) {
                tooEarly.incrementAndGet();
            }
            connection.send(received);
        })) {
            var plan = plan(server, 4, open(500, LoadModel.Arrival.CONSTANT, Duration.ZERO), Duration.ZERO,
                    Duration.ofMillis(400));
            before.set(System.nanoTime());
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.totalEchoes()).isEqualTo(200);
            assertThat(tooEarly).hasValue(0);
        }
    }

    @Test
    void aServerThatNeverAnswersGetsEveryMessageAllTheSame() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
        })) {
            var plan = plan(server, 2, open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO), Duration.ZERO,
                    Duration.ofMillis(200));
            LoadResult result = new LoadGenerator(plan, NOBODY, Duration.ofMillis(300)).run();
            assertThat(result.failures()).containsOnlyKeys(Failure.UNFINISHED);
            assertThat(server.bytes()).isEqualTo(200 * SIZE);
            assertThat(result.firstFailure())
                    .endsWith("message 0, byte 0: no more came in time; 100 messages in flight");
        }
    }

    /** Never less than from the actual send, at any rank. */
    @Test
    void latencyFromTheIntendedTimeIsAtLeastThatFromTheSend() throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, 20, open(2_000, LoadModel.Arrival.POISSON, Duration.ZERO), Duration.ZERO,
                    Duration.ofMillis(300));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            Histogram due = result.latencies().responseTime();
            for (double percentile = 0; percentile <= 100; percentile += 0.5) {
                assertThat(due.getValueAtPercentile(percentile))
                        .isGreaterThanOrEqualTo(result.latencies().serviceTime().getValueAtPercentile(percentile));
            }
            assertThat(due.getMinValue()).isPositive();
        }
    }

    /** More than a session may have in flight: what is due then waits for echoes, and the loop goes on. */
    @Test
    void aSessionThatFallsBehindItsLimitCatchesUpAndLosesNothing() throws Exception {
        var gate = new Gate(100);
        try (var server = TestServer.with(gate)) {
            var plan = plan(server, 1, open(10_000, LoadModel.Arrival.CONSTANT, Duration.ZERO), Duration.ZERO,
                    Duration.ofMillis(800));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.totalEchoes()).isEqualTo(8_000);
        }
    }

    @Test
    void aServerThatNeverAnswersGetsNoMoreThanTheDepth() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
        })) {
            var loadModel = new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO, 5);
            var plan = plan(server, 2, loadModel, Duration.ZERO, Duration.ofMillis(200));
            LoadResult result = new LoadGenerator(plan, NOBODY, Duration.ofMillis(300)).run();
            assertThat(result.failures()).isEqualTo(Map.of(Failure.UNFINISHED, 2L));
            assertThat(result.firstFailure())
                    .endsWith("message 0, byte 0: no more came in time; 5 messages in flight");
            await().untilAsserted(() -> assertThat(server.bytes()).isEqualTo(2 * 5 * SIZE));
        }
    }

    /**
     * The server stalls after the message that closed the gate was due. Two may be on their way, so the second one that
     * was due after it, 2 ms later, cannot leave before the stall is over.
     */
    @Test
    void aSessionWithItsDepthInFlightWaitsForAnEchoAndTheWaitCountsAsLatenessAndInTheLatency() throws Exception {
        var gate = new Gate(100);
        try (var server = TestServer.with(gate)) {
            var loadModel = new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO, 2);
            var plan = plan(server, 1, loadModel, Duration.ZERO, Duration.ofMillis(800));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result.totalEchoes()).isEqualTo(800).isEqualTo(server.bytes() / SIZE);
            double waited = (gate.stall() - 2e6) * 0.999;
            assertThat((double) result.latencies().sendDelay().getMaxValue()).isGreaterThanOrEqualTo(waited);
            assertThat((double) result.latencies().responseTime().getMaxValue()).isGreaterThanOrEqualTo(waited);
        }
    }

    @Test
    void moreThanAnybodyCanSendEndsAndIsNotOk() throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, 10, open(5_000_000, LoadModel.Arrival.CONSTANT, Duration.ZERO), Duration.ZERO,
                    Duration.ofMillis(100));
            LoadResult result = new LoadGenerator(plan, NOBODY, Duration.ofMillis(200)).run();
            assertThat(result.outcome()).isNotEqualTo(Outcome.OK);
            assertThat(result.totalEchoes()).isPositive();
        }
    }

    /** Two in flight, 50 ms of think time: each of the two goes on by its own echo, not by the other's. */
    @Test
    void thinkTimesOfSeveralMessagesInFlightRunSideBySide() throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, 1, new LoadModel.Closed(2, Duration.ofMillis(50)), Duration.ZERO,
                    Duration.ofMillis(600));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result.totalEchoes()).isBetween(4L, 26L);
        }
    }
}
