package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.LoadResult.Cost;
import threadlab.client.result.LoadResult.Evenness;
import threadlab.client.result.LoadResult.Newcomers;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.result.LoadResult.Schedule;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;

public class LoadResultTest {
    public static final LoadModel CLOSED = new LoadModel.Closed(1, Duration.ZERO);
    public static final LoadModel OPEN = new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO);
    private static final Duration WARMUP = Duration.ofMillis(1_500);
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Cost IDLE = cost(Duration.ZERO);

    public static LoadPlan plan(LoadModel pacing, Duration warmup) {
        return new LoadPlan(new Target("127.0.0.1", 4004), ConnectionProfile.of(1_000), MessageSizes.of(64), pacing,
                true,
                RunLimit.ofTime(warmup, WINDOW));
    }

    /** A result to be varied: 2 s measured, nothing else found. */
    public static final class Made {
        private final LoadPlan plan;
        private Duration warmup = WARMUP;
        private Duration measured = WINDOW;
        private boolean stopped;
        private long echoes;
        private long totalEchoes;
        private Schedule schedule = new Schedule(0, 0, 0);
        private Newcomers newcomers = new Newcomers(0, 0);
        private long replaced;
        private Evenness evenness = new Evenness(null, null);
        private Latencies latencies = Latencies.empty();
        private Cost cost = IDLE;
        private Map<Failure, Long> failures = Map.of();
        private String firstFailure;

        Made(LoadPlan plan) {
            this.plan = plan;
        }

        Made stoppedAfter(Duration time) {
            measured = time;
            stopped = true;
            return this;
        }

        Made warmup(Duration time) {
            warmup = time;
            return this;
        }

        Made measured(Duration time) {
            measured = time;
            return this;
        }

        Made echoes(long measuredOnes, long all) {
            echoes = measuredOnes;
            totalEchoes = all;
            return this;
        }

        Made schedule(long due, long late, long inTime) {
            schedule = new Schedule(due, late, inTime);
            return this;
        }

        Made newcomers(long came, long unserved) {
            newcomers = new Newcomers(came, unserved);
            return this;
        }

        Made replaced(long sessions) {
            replaced = sessions;
            return this;
        }

        Made evenness(Double fairness, Duration firstEcho) {
            evenness = new Evenness(fairness, firstEcho);
            return this;
        }

        Made latencies(Latencies found) {
            latencies = found;
            return this;
        }

        Made cost(Cost found) {
            cost = found;
            return this;
        }

        Made failures(Map<Failure, Long> found, String first) {
            failures = found;
            firstFailure = first;
            return this;
        }

        LoadResult result() {
            return new LoadResult(plan, warmup, measured, stopped, echoes, totalEchoes, schedule, newcomers, replaced,
                    evenness, latencies, cost, failures, firstFailure);
        }
    }

    /** Of two CPUs, on a machine that tells nothing else. */
    static Cost cost(Duration cpu) {
        return new Cost(cpu, Duration.ofSeconds(2), 2, null, null);
    }

    private static Cost stolen(double part) {
        return new Cost(Duration.ZERO, Duration.ofSeconds(2), 2, part, null);
    }

    /**
     * 100 echoes in 2 s: half took 0.1 ms, 40 took 0.2 ms, 9 took 1 ms, one took 20 ms; from the actual send 0.05 ms
     * and one 3 ms; 0.5 s of CPU time of two CPUs.
     */
    static Made made(LoadPlan plan) {
        Latencies latencies = Latencies.empty();
        latencies.whenDue().recordValueWithCount(100_000, 50);
        latencies.whenDue().recordValueWithCount(200_000, 40);
        latencies.whenDue().recordValueWithCount(1_000_000, 9);
        latencies.whenDue().recordValueWithCount(20_000_000, 1);
        latencies.whenSent().recordValueWithCount(50_000, 99);
        latencies.whenSent().recordValueWithCount(3_000_000, 1);
        return new Made(plan).echoes(100, 12_345).schedule(100, 0, 50).latencies(latencies)
                .cost(cost(Duration.ofMillis(500)));
    }

    public static LoadResult hundredEchoes(LoadPlan plan) {
        return made(plan).result();
    }

    public static LoadResult hundredEchoes() {
        return hundredEchoes(plan(CLOSED, WARMUP));
    }

    public static LoadResult nothingMeasured(Map<Failure, Long> failures, String firstFailure) {
        return new Made(plan(CLOSED, WARMUP)).echoes(0, 2_000).cost(cost(Duration.ofMillis(500)))
                .failures(failures, firstFailure).result();
    }

    /** 1,000 sessions, a window of 2 s. */
    private static Made open(long due, long late, long inTime) {
        return new Made(plan(OPEN, WARMUP)).echoes(1, 1).schedule(due, late, inTime);
    }

    private static Made closed() {
        return new Made(plan(CLOSED, WARMUP)).echoes(1, 1);
    }

    @Test
    void figuresAreRelativeToTheMeasuredWindow() {
        assertThat(hundredEchoes()).returns(Outcome.OK, LoadResult::outcome).returns(List.of(), LoadResult::reasons)
                .returns(50.0, LoadResult::echoesPerSecond).returns(5_000.0, LoadResult::cpuMicrosPerEcho)
                .returns(0.25, LoadResult::cpuShare);
    }

    @Test
    void figuresAreRelativeToWhatWasMeasuredNotToWhatWasPlanned() {
        var cost = new Cost(Duration.ofMillis(600), Duration.ofMillis(800), 2, null, null);
        assertThat(made(plan(CLOSED, WARMUP)).measured(Duration.ofMillis(500)).cost(cost).result())
                .returns(200.0, LoadResult::echoesPerSecond).returns(0.75, LoadResult::cpuShare);
    }

    @Test
    void latenciesAreInMicroseconds() {
        var digits = Offset.offset(0.001);
        assertThat(hundredEchoes().latencyMicros(50) / 100).isEqualTo(1, digits);
        assertThat(hundredEchoes().latencyMicros(90) / 200).isEqualTo(1, digits);
        assertThat(hundredEchoes().latencyMicros(99) / 1_000).isEqualTo(1, digits);
        assertThat(hundredEchoes().latencyMicros(99.9) / 20_000).isEqualTo(1, digits);
        assertThat(hundredEchoes().maxLatencyMicros() / 20_000).isEqualTo(1, digits);
    }

    @Test
    void oneFailedSessionMakesTheRunFailed() {
        assertThat(made(plan(CLOSED, WARMUP)).failures(Map.of(Failure.RESET, 1L), "reset").result())
                .returns(Outcome.FAILED, LoadResult::outcome).returns(1L, LoadResult::failed);
    }

    @Test
    void failedSessionsOfAllKindsAreCountedTogether() {
        assertThat(closed().failures(Map.of(Failure.RESET, 3L, Failure.TIMED_OUT, 4L), "reset").result().failed())
                .isEqualTo(7);
        assertThat(hundredEchoes().failed()).isZero();
    }

    @Test
    void aRunThatMeasuredNothingHasFailedThoughNoSessionDid() {
        assertThat(nothingMeasured(Map.of(), null)).returns(Outcome.FAILED, LoadResult::outcome)
                .returns(0.0, LoadResult::echoesPerSecond);
    }

    @Test
    void aRunThatEndedBeforeItsWindowHasNoRates() {
        assertThat(new Made(plan(OPEN, WARMUP)).measured(Duration.ZERO).cost(cost(Duration.ofSeconds(9))).result())
                .returns(Outcome.FAILED, LoadResult::outcome).returns(0.0, LoadResult::echoesPerSecond)
                .returns(0.0, LoadResult::cpuShare)
                .returns(List.of("no session was left after 0.0 s measured"), LoadResult::reasons);
    }

    @Test
    void aRunInWhichOneEchoPerSessionIsStillOnItsWayAtTheEndIsOk() {
        assertThat(open(100_000, 0, 98_000).result()).returns(Outcome.OK, LoadResult::outcome);
        assertThat(open(3, 0, 0).result()).returns(Outcome.OK, LoadResult::outcome);
    }

    @Test
    void aRateThatWasNotKeptUpIsDegraded() {
        assertThat(open(100_000, 0, 97_999).result()).returns(Outcome.DEGRADED, LoadResult::outcome).returns(
                List.of("the rate was not kept up: 100,000 messages were due, 97,999 came back in time"),
                LoadResult::reasons);
    }

    @Test
    void messagesThatLeftLateAreDegraded() {
        assertThat(open(100_000, 1_000, 100_000).result()).returns(Outcome.OK, LoadResult::outcome);
        assertThat(open(100_000, 1_001, 100_000).result()).returns(Outcome.DEGRADED, LoadResult::outcome).returns(
                List.of("sends were late: 1,001 of 100,000 left more than 10 ms after their time"),
                LoadResult::reasons);
    }

    @Test
    void anOpenLoopThatKeptItsCpusBusyIsDegraded() {
        assertThat(open(2_000, 0, 2_000).cost(cost(Duration.ofMillis(3_600))).result())
                .returns(Outcome.OK, LoadResult::outcome);
        assertThat(open(2_000, 0, 2_000).cost(cost(Duration.ofMillis(3_620))).result())
                .returns(Outcome.DEGRADED, LoadResult::outcome).returns(List.of(), LoadResult::notes)
                .returns(List.of("the load was the limit: it kept 1.81 of its 2 CPUs busy"), LoadResult::reasons);
    }

    @Test
    void aMachineWhoseCpuGoesToOthersIsDegradedInEitherLoop() {
        assertThat(closed().cost(stolen(0.05)).result()).returns(Outcome.OK, LoadResult::outcome);
        for (Made each : List.of(closed(), open(2_000, 0, 2_000))) {
            assertThat(each.cost(stolen(0.051)).result()).returns(Outcome.DEGRADED, LoadResult::outcome).returns(
                    List.of("stolen CPU: the hypervisor gave 5.1 % of this machine's time to others"),
                    LoadResult::reasons);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT2S, PT1.26S, 1.3 of 2 s", "PT90S, PT1.5S, 1.5 of 90 s", "PT1.5S, PT0S, 0.0 of 1.5 s",
            "PT0.5S, PT0.2S, 0.2 of 0.5 s"})
    void aRunThatWasStoppedIsDegradedAndTellsHowMuchOfItThereIs(Duration planned, Duration measured, String part) {
        var plan = plan(CLOSED, WARMUP).withExtent(RunLimit.ofTime(WARMUP, planned));
        assertThat(new Made(plan).echoes(1, 1).stoppedAfter(measured).result())
                .returns(Outcome.DEGRADED, LoadResult::outcome)
                .returns(List.of("stopped early, after " + part + " measured"), LoadResult::reasons);
    }

    @Test
    void aRunOfSoManyEchoesThatWasStoppedTellsHowManyThereAre() {
        var plan = plan(CLOSED, WARMUP).withExtent(RunLimit.ofEchoes(WARMUP, 1_000_000));
        assertThat(new Made(plan).echoes(1_234, 5_678).stoppedAfter(Duration.ofSeconds(1)).result())
                .returns(Outcome.DEGRADED, LoadResult::outcome)
                .returns(List.of("stopped early, after 1,234 of 1,000,000 echoes"), LoadResult::reasons);
    }

    @Test
    void allReasonsAreGiven() {
        assertThat(
                open(100_000, 50_000, 10_000).cost(new Cost(Duration.ofSeconds(4), Duration.ofSeconds(2), 2, 0.5, null))
                        .stoppedAfter(Duration.ofSeconds(2)).result().reasons())
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("stopped early"),
                        reason -> assertThat(reason).startsWith("the rate was not kept up"),
                        reason -> assertThat(reason).startsWith("sends were late"),
                        reason -> assertThat(reason).startsWith("the load was the limit"),
                        reason -> assertThat(reason).startsWith("stolen CPU"));
    }

    @Test
    void aClosedLoopHasNoRateToReachAndMayUseAllItsCpus() {
        assertThat(closed().schedule(100, 100, 0).cost(cost(Duration.ofSeconds(4))).result())
                .returns(Outcome.OK, LoadResult::outcome).returns(List.of(), LoadResult::reasons);
    }

    @Test
    void aClosedLoopThatKeptItsCpusBusySaysSoInANote() {
        assertThat(closed().cost(cost(Duration.ofMillis(3_600))).result().notes()).isEmpty();
        assertThat(closed().cost(cost(Duration.ofMillis(3_620))).result().notes()).containsExactly(
                "the load kept 1.81 of its 2 CPUs busy: echoes a second may be its own limit, not the server's");
    }

    /** Three steps of the CPU clock in a window of a hundredth of a second say nothing. */
    @Test
    void aWindowTooShortForTheCpuClockSaysNothingOfTheLoadsLimit() {
        var brief = new Cost(Duration.ofMillis(30), Duration.ofMillis(10), 2, null, null);
        assertThat(open(2_000, 0, 2_000).cost(brief).result().reasons()).isEmpty();
        assertThat(closed().cost(brief).result().notes()).isEmpty();
    }

    @Test
    void aFailureOutweighsADegradation() {
        LoadResult failed = open(100_000, 50_000, 100_000).echoes(1_000, 1_000)
                .failures(Map.of(Failure.CROSSED, 1L), "").result();
        assertThat(failed).returns(Outcome.FAILED, LoadResult::outcome);
        assertThat(failed.reasons()).hasSize(1);
    }
}
