package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import threadlab.client.LoadResult.Outcome;
import threadlab.client.LoadResult.Schedule;

class LoadResultTest {
    static final Pacing CLOSED = new Pacing.Closed(1, Duration.ZERO);
    private static final Duration WARMUP = Duration.ofMillis(1_500);

    static LoadPlan plan(Pacing pacing, Duration warmup) {
        return new LoadPlan("127.0.0.1", 4004, 1_000, Sizes.of(64), pacing, true, warmup, Duration.ofSeconds(2));
    }

    /**
     * 100 echoes in 2 s: half took 0.1 ms, 40 took 0.2 ms, 9 took 1 ms, one took 20 ms; from the actual send 0.05 ms
     * and one 3 ms; 0.5 s of CPU time of two CPUs.
     */
    static LoadResult hundredEchoes(LoadPlan plan) {
        var latencies = new Histogram(3);
        latencies.recordValueWithCount(100_000, 50);
        latencies.recordValueWithCount(200_000, 40);
        latencies.recordValueWithCount(1_000_000, 9);
        latencies.recordValueWithCount(20_000_000, 1);
        var fromSend = new Histogram(3);
        fromSend.recordValueWithCount(50_000, 99);
        fromSend.recordValueWithCount(3_000_000, 1);
        return new LoadResult(plan, 100, 12_345, new Schedule(100, 0, 50), latencies, fromSend, Duration.ofMillis(500),
                2, Map.of(), null);
    }

    static LoadResult hundredEchoes() {
        return hundredEchoes(plan(CLOSED, WARMUP));
    }

    static LoadResult nothingMeasured(Map<Failure, Long> failures, String firstFailure) {
        return new LoadResult(plan(CLOSED, WARMUP), 0, 2_000, new Schedule(0, 0, 0), new Histogram(3), new Histogram(3),
                Duration.ofMillis(500), 2, failures, firstFailure);
    }

    /** 1,000 sessions, a window of 2 s. */
    private static LoadResult open(Schedule schedule, Duration cpu) {
        var plan = plan(new Pacing.Open(1_000, Pacing.Arrival.CONSTANT, Duration.ZERO), WARMUP);
        return new LoadResult(plan, 1, 1, schedule, new Histogram(3), new Histogram(3), cpu, 2, Map.of(), null);
    }

    @Test
    void figuresAreRelativeToTheMeasuredWindow() {
        assertThat(hundredEchoes()).returns(Outcome.OK, LoadResult::outcome).returns(List.of(), LoadResult::reasons)
                .returns(50.0, LoadResult::echoesPerSecond).returns(5_000.0, LoadResult::cpuMicrosPerEcho)
                .returns(0.25, LoadResult::cpuShare);
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
        LoadResult ok = hundredEchoes();
        var failed = new LoadResult(ok.plan(), ok.echoes(), ok.totalEchoes(), ok.schedule(), ok.latencies(),
                ok.latenciesFromSend(),
                ok.cpu(), ok.cpus(), Map.of(Failure.RESET, 1L), "reset");
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aRunThatMeasuredNothingHasFailedThoughNoSessionDid() {
        assertThat(nothingMeasured(Map.of(), null)).returns(Outcome.FAILED, LoadResult::outcome)
                .returns(0.0, LoadResult::echoesPerSecond);
    }

    @Test
    void aRunInWhichOneEchoPerSessionIsStillOnItsWayAtTheEndIsOk() {
        assertThat(open(new Schedule(100_000, 0, 98_000), Duration.ZERO)).returns(Outcome.OK, LoadResult::outcome);
        assertThat(open(new Schedule(3, 0, 0), Duration.ZERO)).returns(Outcome.OK, LoadResult::outcome);
    }

    @Test
    void aRateThatWasNotKeptUpIsDegraded() {
        assertThat(open(new Schedule(100_000, 0, 97_999), Duration.ZERO)).returns(Outcome.DEGRADED, LoadResult::outcome)
                .returns(List.of("the rate was not kept up: 100,000 messages were due, 97,999 came back in time"),
                        LoadResult::reasons);
    }

    @Test
    void messagesThatLeftLateAreDegraded() {
        assertThat(open(new Schedule(100_000, 1_000, 100_000), Duration.ZERO)).returns(Outcome.OK, LoadResult::outcome);
        assertThat(open(new Schedule(100_000, 1_001, 100_000), Duration.ZERO))
                .returns(Outcome.DEGRADED, LoadResult::outcome)
                .returns(List.of("sends were late: 1,001 of 100,000 left more than 10 ms after their time"),
                        LoadResult::reasons);
    }

    @Test
    void anOpenLoopThatKeptItsCpusBusyIsDegraded() {
        var kept = new Schedule(2_000, 0, 2_000);
        assertThat(open(kept, Duration.ofMillis(3_600))).returns(Outcome.OK, LoadResult::outcome);
        assertThat(open(kept, Duration.ofMillis(3_620))).returns(Outcome.DEGRADED, LoadResult::outcome)
                .returns(List.of("the load was the limit: it kept 1.81 of its 2 CPUs busy"), LoadResult::reasons);
    }

    @Test
    void allReasonsAreGiven() {
        assertThat(open(new Schedule(100_000, 50_000, 10_000), Duration.ofSeconds(4)).reasons()).hasSize(3);
    }

    @Test
    void aClosedLoopHasNoRateToReachAndMayUseAllItsCpus() {
        LoadResult ok = hundredEchoes();
        assertThat(new LoadResult(ok.plan(), 1, 1, new Schedule(100, 100, 0), ok.latencies(), ok.latenciesFromSend(),
                Duration.ofSeconds(4), 2,
                Map.of(), null)).returns(Outcome.OK, LoadResult::outcome);
    }

    @Test
    void aFailureOutweighsADegradation() {
        LoadResult degraded = open(new Schedule(100_000, 50_000, 100_000), Duration.ZERO);
        var failed = new LoadResult(degraded.plan(), 1_000, 1_000, degraded.schedule(), degraded.latencies(),
                degraded.latenciesFromSend(),
                Duration.ZERO, 2, Map.of(Failure.CROSSED, 1L), "");
        assertThat(failed).returns(Outcome.FAILED, LoadResult::outcome);
        assertThat(failed.reasons()).hasSize(1);
    }
}
