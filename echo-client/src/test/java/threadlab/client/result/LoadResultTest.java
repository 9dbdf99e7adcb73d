package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.client.Results.CLOSED;
import static threadlab.client.Results.OPEN;
import static threadlab.client.Results.cost;
import static threadlab.client.Results.hundredEchoes;
import static threadlab.client.Results.hundredEchoesOf;
import static threadlab.client.Results.nothingMeasured;
import static threadlab.client.Results.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Results;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadResult.Cost;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.verify.Failure;
import threadlab.support.CpuQuota;
import threadlab.support.CpuSupply;

class LoadResultTest {
    private static final Duration WARMUP = Duration.ofMillis(1_500);

    private static Cost stolen(double part) {
        return new Cost(Duration.ZERO, Duration.ofSeconds(2), 2, new CpuSupply(2, null, part, null), Duration.ZERO,
                null);
    }

    /** 1,000 sessions, a window of 2 s. */
    private static Results.Builder open(long due, long late, long inTime) {
        return Results.of(plan(OPEN, WARMUP)).echoes(1, 1).messages(due, late, inTime);
    }

    private static Results.Builder closed() {
        return Results.of(plan(CLOSED, WARMUP)).echoes(1, 1);
    }

    @Test
    void figuresAreRelativeToTheMeasuredWindow() {
        assertThat(hundredEchoes()).returns(Outcome.OK, LoadResult::outcome).returns(List.of(), LoadResult::reasons)
                .returns(50.0, LoadResult::echoesPerSecond).returns(5_000.0, LoadResult::cpuMicrosPerEcho)
                .returns(0.25, LoadResult::cpusBusy);
    }

    @Test
    void figuresAreRelativeToWhatWasMeasuredNotToWhatWasPlanned() {
        var cost = new Cost(Duration.ofMillis(600), Duration.ofMillis(800), 2, CpuSupply.UNKNOWN, Duration.ZERO, null);
        assertThat(hundredEchoesOf(plan(CLOSED, WARMUP)).measured(Duration.ofMillis(500)).cost(cost).result())
                .returns(200.0, LoadResult::echoesPerSecond).returns(0.75, LoadResult::cpusBusy);
    }

    @Test
    void latenciesAreInMicroseconds() {
        var digits = Offset.offset(0.001);
        assertThat(hundredEchoes().responseMicros(50) / 100).isEqualTo(1, digits);
        assertThat(hundredEchoes().responseMicros(90) / 200).isEqualTo(1, digits);
        assertThat(hundredEchoes().responseMicros(99) / 1_000).isEqualTo(1, digits);
        assertThat(hundredEchoes().responseMicros(99.9) / 20_000).isEqualTo(1, digits);
        assertThat(hundredEchoes().responseMicros(100) / 20_000).isEqualTo(1, digits);
    }

    @Test
    void oneFailedSessionMakesTheRunFailed() {
        assertThat(hundredEchoesOf(plan(CLOSED, WARMUP)).failures(Map.of(Failure.RESET, 1L), "reset").result())
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
    void aRunWithoutEchoesSaysWhyThoughNoSessionFailed() {
        assertThat(Results.of(plan(OPEN, WARMUP)).messages(0, 0, 0).result().reasons()).singleElement().asString()
                .startsWith("no message was due");
        assertThat(Results.of(plan(CLOSED, WARMUP)).messages(5, 0, 0).result().reasons()).singleElement().asString()
                .startsWith("no echo came");
    }

    @Test
    void aRateThatStillGrowsInTheWindowIsNoted() {
        var open = new LoadModel.Open(100, LoadModel.Arrival.CONSTANT, WARMUP.plusSeconds(2));
        assertThat(hundredEchoesOf(plan(open, WARMUP)).result().notes())
                .containsExactly("the rate was still growing in the first 2.0 s that were measured");
    }

    @Test
    void aRunThatEndedBeforeItsWindowHasNoRates() {
        assertThat(Results.of(plan(OPEN, WARMUP)).measured(Duration.ZERO).cost(cost(Duration.ofSeconds(9))).result())
                .returns(Outcome.FAILED, LoadResult::outcome).returns(0.0, LoadResult::echoesPerSecond)
                .returns(0.0, LoadResult::cpusBusy)
                .returns(List.of("no session was left after 0.0 s measured"), LoadResult::reasons);
    }

    @Test
    void aRunInWhichOneEchoPerSessionIsStillInFlightAtTheEndIsOk() {
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
        for (Results.Builder each : List.of(closed(), open(2_000, 0, 2_000))) {
            assertThat(each.cost(stolen(0.051)).result()).returns(Outcome.DEGRADED, LoadResult::outcome).returns(
                    List.of("stolen CPU: the hypervisor gave 5.1 % of this machine's time to others"),
                    LoadResult::reasons);
        }
    }

    @Test
    void aLoadThatAQuotaHeldBackIsDegradedOrHasANote() {
        var often = new CpuSupply(2, 0.5, 0.0, new CpuQuota(108, 95, Duration.ofMillis(12_340)));
        var seldom = new CpuSupply(2, 0.5, 0.0, new CpuQuota(108, 1, Duration.ofMillis(90)));
        for (Results.Builder each : List.of(closed(), open(2_000, 0, 2_000))) {
            assertThat(each.cost(supplied(often, Duration.ZERO)).result().reasons()).containsExactly("held back by a "
                    + "CPU quota (cgroup): throttled in 95 of 108 periods, for 12.3 s added up over the CPUs");
            assertThat(each.cost(supplied(seldom, Duration.ZERO)).result())
                    .returns(Outcome.OK, LoadResult::outcome).extracting(LoadResult::notes).asString()
                    .contains("throttled in 1 of 108 periods");
        }
    }

    @Test
    void aLoadThatStoodStillForSecondsIsDegraded() {
        assertThat(closed().cost(supplied(CpuSupply.UNKNOWN, Duration.ofSeconds(1))).result().reasons()).isEmpty();
        assertThat(closed().cost(supplied(CpuSupply.UNKNOWN, Duration.ofMillis(3_040))).result().reasons())
                .containsExactly("the load stood still for 3.0 s at a time: it was stopped, or this machine was");
    }

    @Test
    void aLoadOnAFullMachineSaysSoUnlessItFillsItAlone() {
        var full = new CpuSupply(2, 0.99, null, null);
        assertThat(closed().cost(supplied(full, Duration.ZERO)).result().notes())
                .containsExactly("all CPUs of the machine were busy: latencies are those of a full machine");
        var alone = new Cost(Duration.ofSeconds(4), Duration.ofSeconds(2), 2, full, Duration.ZERO, null);
        assertThat(closed().cost(alone).result().notes()).singleElement().asString().startsWith("the load kept");
    }

    private static Cost supplied(CpuSupply supply, Duration stoodStill) {
        return new Cost(Duration.ZERO, Duration.ofSeconds(2), 2, supply, stoodStill, null);
    }

    @ParameterizedTest
    @CsvSource({"PT2S, PT1.26S, 1.3 of 2 s", "PT90S, PT1.5S, 1.5 of 90 s", "PT1.5S, PT0S, 0.0 of 1.5 s",
            "PT0.5S, PT0.2S, 0.2 of 0.5 s"})
    void aRunThatWasStoppedIsDegradedAndTellsHowMuchOfItThereIs(Duration planned, Duration measured, String part) {
        var plan = plan(CLOSED, WARMUP).withLimit(RunLimit.ofTime(WARMUP, planned));
        assertThat(Results.of(plan).echoes(1, 1).stoppedAfter(measured).result())
                .returns(Outcome.DEGRADED, LoadResult::outcome)
                .returns(List.of("stopped early, after " + part + " measured"), LoadResult::reasons);
    }

    @Test
    void aRunOfSoManyEchoesThatWasStoppedTellsHowManyThereAre() {
        var plan = plan(CLOSED, WARMUP).withLimit(RunLimit.ofEchoes(WARMUP, 1_000_000));
        assertThat(Results.of(plan).echoes(1_234, 5_678).stoppedAfter(Duration.ofSeconds(1)).result())
                .returns(Outcome.DEGRADED, LoadResult::outcome)
                .returns(List.of("stopped early, after 1,234 of 1,000,000 echoes"), LoadResult::reasons);
    }

    @Test
    void allReasonsAreGiven() {
        assertThat(
                open(100_000, 50_000, 10_000)
                        .cost(new Cost(Duration.ofSeconds(4), Duration.ofSeconds(2), 2,
                                new CpuSupply(2, null, 0.5, null), Duration.ZERO, null))
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
        assertThat(closed().messages(100, 100, 0).cost(cost(Duration.ofSeconds(4))).result())
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
        var brief = new Cost(Duration.ofMillis(30), Duration.ofMillis(10), 2, CpuSupply.UNKNOWN, Duration.ZERO, null);
        assertThat(open(2_000, 0, 2_000).cost(brief).result().reasons()).isEmpty();
        assertThat(closed().cost(brief).result().notes()).isEmpty();
    }

    @Test
    void aFailureOutweighsADegradation() {
        LoadResult failed = open(100_000, 50_000, 100_000).echoes(1_000, 1_000)
                .failures(Map.of(Failure.MISROUTED, 1L), "").result();
        assertThat(failed).returns(Outcome.FAILED, LoadResult::outcome);
        assertThat(failed.reasons()).hasSize(1);
    }
}
