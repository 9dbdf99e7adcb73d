package threadlab.client.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.client.Results;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;

@Timeout(120)
@Tag("slow")
class SteppedLoadTest {
    private static final int SIZE = 64;
    private static final LatencyBound BOUND = LatencyBound.parse("p99<=200ms");

    /** Four messages at a time, 10 ms each: 400 a second by arithmetic, and less where timers are late. */
    private static TestServer.Handler fourAtATime() {
        var places = new Semaphore(4, true);
        return (connection, bytes) -> {
            for (int at = 0; at < bytes.length; at += SIZE) {
                places.acquire();
                try {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                } finally {
                    places.release();
                }
                connection.send(Arrays.copyOfRange(bytes, at, Math.min(at + SIZE, bytes.length)));
            }
        };
    }

    private static SteppedLoad load(TestServer server, SteppedLoad.Watcher watcher) {
        LoadPlan plan = Results.plan(Results.OPEN, Duration.ZERO)
                .withTarget(new Target("127.0.0.1", server.port())).withProfile(ConnectionProfile.of(20))
                .withSizes(MessageSizes.of(SIZE));
        return new SteppedLoad(plan, BOUND, watcher);
    }

    @Test
    void theRateFoundIsThatOfArithmetic() throws Exception {
        try (var server = TestServer.with(fourAtATime())) {
            Capacity found = load(server, SteppedLoad.NO_WATCHER).search(Duration.ofMillis(300));
            assertThat(found.rate()).as("%s", found)
                    .hasValueSatisfying(rate -> assertThat(rate).isBetween(200.0, 440.0));
            assertThat(found.steps()).filteredOn(RateStep::holds).allSatisfy(step -> {
                assertThat(step.achievedPerSecond()).isCloseTo(step.ratePerSecond(),
                        withinPercentage(5));
                assertThat(step.p50Micros()).isBetween(10_000.0, 200_000.0);
            });
        }
    }

    @Test
    void whoStopsTheSearchHasTheStepsBefore() throws Exception {
        try (var server = TestServer.with(fourAtATime())) {
            var load = new SteppedLoad[1];
            load[0] = load(server, new SteppedLoad.Watcher() {
                @Override
                public void ended(RateStep step) {
                    load[0].stop();
                }
            });
            assertThat(load[0].search(400)).returns(true, Capacity::stopped).satisfies(
                    found -> assertThat(found.steps()).hasSize(1));
        }
    }

    @Test
    void aServerThatIsGoneHoldsNoRate() throws Exception {
        SteppedLoad load;
        try (var server = TestServer.honest()) {
            load = load(server, SteppedLoad.NO_WATCHER);
        }
        assertThat(load.at(50)).returns(false, RateStep::holds).satisfies(
                step -> assertThat(step.reason()).isNotBlank());
    }
}
