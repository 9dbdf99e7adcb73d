package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import threadlab.client.LoadResult.Outcome;

class LoadResultTest {
    private static final LoadPlan PLAN = new LoadPlan("127.0.0.1", 4004, 1_000, 64, Duration.ofMillis(1_500),
            Duration.ofSeconds(2));

    /** 100 echoes in 2 s: half took 0.1 ms, 40 took 0.2 ms, 9 took 1 ms, one took 20 ms; 0.5 s of CPU time. */
    static LoadResult hundredEchoes() {
        var latencies = new Histogram(3);
        latencies.recordValueWithCount(100_000, 50);
        latencies.recordValueWithCount(200_000, 40);
        latencies.recordValueWithCount(1_000_000, 9);
        latencies.recordValueWithCount(20_000_000, 1);
        return new LoadResult(PLAN, 100, 12_345, latencies, Duration.ofMillis(500), Map.of(), null);
    }

    static LoadResult nothingMeasured(Map<Failure, Long> failures, String firstFailure) {
        return new LoadResult(PLAN, 0, 2_000, new Histogram(3), Duration.ofMillis(500), failures, firstFailure);
    }

    @Test
    void figuresAreRelativeToTheMeasuredWindow() {
        assertThat(hundredEchoes()).returns(Outcome.OK, LoadResult::outcome).returns(50.0, LoadResult::echoesPerSecond)
                .returns(5_000.0, LoadResult::cpuMicrosPerEcho).returns(0.25, LoadResult::cpuShare);
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
        var failed = new LoadResult(PLAN, ok.echoes(), ok.totalEchoes(), ok.latencies(), ok.cpu(),
                Map.of(Failure.RESET, 1L), "reset");
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aRunThatMeasuredNothingHasFailedThoughNoSessionDid() {
        assertThat(nothingMeasured(Map.of(), null)).returns(Outcome.FAILED, LoadResult::outcome)
                .returns(0.0, LoadResult::echoesPerSecond);
    }
}
