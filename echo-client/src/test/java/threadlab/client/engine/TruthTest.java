package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.TestServer;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;

/**
 * Against servers whose delays are known, the figures are what arithmetic says. A busy machine can only make them
 * larger, now and then, so each test may try again.
 */
@Timeout(120)
@Tag("slow")
class TruthTest {
    private static final int ATTEMPTS = 5;
    /** Few messages and many attempts: the more there are, the surer something else has the CPU for half of them. */
    private static final int MESSAGES = 5;
    private static final int ATTEMPTS_OF_FEW_MESSAGES = 60;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    private interface Trial {
        boolean holds() throws Exception;
    }

    private static void assertHoldsOnce(int attempts, Trial trial) throws Exception {
        boolean held = false;
        for (int i = 0; i < attempts && !held; i++) {
            held = trial.holds();
        }
        assertThat(held).as("in one of %d attempts", attempts).isTrue();
    }

    /**
     * A thousand a second for W = 10 s, and the server stalls for S = 1 s of them: what is due x into the stall comes
     * back S - x late, so 1,000 (S - L) messages are later than L, and one in a hundred is where L = S - W / 100: 0.9
     * s. With one message in flight a session sends the next only after the stall, and from the send only one message
     * of each of the ten sessions took long: one in a thousand.
     */
    @Test
    void aStallOfOneSecondInTenShowsInTheP99AsArithmeticSaysAndNotInTheUncorrectedOne() throws Exception {
        double predicted = TimeUnit.MILLISECONDS.toNanos(900);
        assertHoldsOnce(ATTEMPTS, () -> {
            LoadResult result = loadOfTenSeconds(stallingFrom(Duration.ofSeconds(4), Duration.ofSeconds(1)));
            assertThat(result.failures()).isEmpty();
            assertThat(result.echoes()).isEqualTo(10_000);
            double corrected = result.latencies().responseTime().getValueAtPercentile(99);
            double uncorrected = result.latencies().serviceTime().getValueAtPercentile(99);
            assertThat(corrected).isGreaterThan(predicted * 0.95);
            return corrected < predicted * 1.05 && uncorrected < predicted / 10;
        });
    }

    private static LoadResult loadOfTenSeconds(TestServer.Handler handler) throws Exception {
        try (var server = TestServer.with(handler)) {
            var plan = new LoadPlan("127.0.0.1", server.port(), 10, 64, Duration.ZERO, Duration.ofSeconds(10))
                    .withLoadModel(new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO, 1));
            return new LoadGenerator(plan, NOBODY).run();
        }
    }

    /** Echoes nothing for a while, that long after the first message came. */
    private static TestServer.Handler stallingFrom(Duration from, Duration length) {
        var first = new AtomicLong();
        return (connection, bytes) -> {
            first.compareAndSet(0, System.nanoTime());
            long closed = first.get() + from.toNanos();
            if (System.nanoTime() - closed >= 0) {
                holdUntil(closed + length.toNanos());
            }
            connection.send(bytes);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void theMedianIsTheServersKnownDelayWithinThreeTenthsOfAMillisecond(int millis) throws Exception {
        assertHoldsOnce(ATTEMPTS_OF_FEW_MESSAGES, () -> {
            long unloaded = medianAboveHeld(0);
            long delayed = medianAboveHeld(TimeUnit.MILLISECONDS.toNanos(millis));
            return delayed < unloaded + TimeUnit.MICROSECONDS.toNanos(300);
        });
    }

    /**
     * Returns by how much the median latency of a few messages, one after the other, is above the time for which the
     * server has held them, by its own clock: longer than was asked for where its thread woke late.
     */
    private static long medianAboveHeld(long delay) throws Exception {
        var held = new SynchronizedHistogram(3);
        try (var server = TestServer.with((connection, bytes) -> {
            long begun = System.nanoTime();
            holdUntil(begun + delay);
            held.recordValue(System.nanoTime() - begun);
            connection.send(bytes);
        })) {
            var plan = new LoadPlan("127.0.0.1", server.port(), 1, 64, Duration.ZERO, Duration.ofSeconds(1))
                    .withLimit(RunLimit.ofEchoes(Duration.ofMillis(100), MESSAGES));
            Histogram latencies = new LoadGenerator(plan, NOBODY).run().latencies().responseTime();
            long median = latencies.getValueAtPercentile(50);
            assertThat(median).isGreaterThanOrEqualTo(delay);
            return median - held.getValueAtPercentile(50);
        }
    }

    /** To a few microseconds: sleeps as long as it safely can, then looks at the clock. */
    private static void holdUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (left > 500_000) {
                LockSupport.parkNanos(left - 400_000);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
