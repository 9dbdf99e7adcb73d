package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.client.LoadResultTest.hundredEchoes;
import static threadlab.client.LoadResultTest.plan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTextTest {

    @Test
    void aClosedLoopThatWentWell() {
        assertThat(ResultText.of(hundredEchoes())).isEqualToNormalizingNewlines("""
                OK: 1,000 sessions, 64-byte messages, closed loop, 2s after 1.5s of warm-up
                  echoes     100 (50 a second), every byte verified
                  latency          when due      when sent
                  p50              0.100 ms       0.050 ms
                  p90              0.200 ms       0.050 ms
                  p99              1.000 ms       0.050 ms
                  p99.9           20.005 ms       3.000 ms
                  p99.99          20.005 ms       3.000 ms
                  max             20.005 ms       3.000 ms
                  load CPU   5000.00 us an echo, 0.25 CPUs busy
                  in all     12,345 echoes with the warm-up
                """);
    }

    @Test
    void anOpenLoopThatDidNotReachItsRateUnverified() {
        var plan = new LoadPlan("h", 1, 10, new Sizes(1, 4_096, 1),
                new Pacing.Open(1_234, Pacing.Arrival.POISSON, Duration.ZERO), false, Duration.ofMillis(500),
                Duration.ofSeconds(2));
        assertThat(ResultText.of(hundredEchoes(plan))).isEqualToNormalizingNewlines(
                """
                        DEGRADED: 10 sessions, 1..4096-byte messages, open loop, 1,234 a second, poisson arrivals, \
                        2s after 500ms of warm-up
                          the rate was not kept up: 100 messages were due, 50 came back in time
                          echoes     100 (50 a second), not verified
                          latency          when due      when sent
                          p50              0.100 ms       0.050 ms
                          p90              0.200 ms       0.050 ms
                          p99              1.000 ms       0.050 ms
                          p99.9           20.005 ms       3.000 ms
                          p99.99          20.005 ms       3.000 ms
                          max             20.005 ms       3.000 ms
                          load CPU   5000.00 us an echo, 0.25 CPUs busy
                          in all     12,345 echoes with the warm-up
                        """);
    }

    @Test
    void depthAndThoughtAreNamedWhereThereAreAny() {
        var pacing = new Pacing.Closed(8, Duration.ofMillis(20));
        assertThat(ResultText.of(hundredEchoes(plan(pacing, Duration.ZERO)))).startsWith("OK: 1,000 sessions, 64-byte "
                + "messages, closed loop, 8 in flight, 20ms of thought, 2s after 0s of warm-up\n");
    }

    @Test
    void whatFailedAndNoFiguresWhereNothingWasMeasured() {
        Map<Failure, Long> failures = new EnumMap<>(Map.of(Failure.CORRUPTED, 998L, Failure.RESET, 1_002L));
        assertThat(ResultText.of(LoadResultTest.nothingMeasured(failures, "reset in session 4: \u001b[2J")))
                .isEqualToNormalizingNewlines("""
                        FAILED: 1,000 sessions, 64-byte messages, closed loop, 2s after 1.5s of warm-up
                          in all     2,000 echoes with the warm-up
                          failed     1,002 sessions reset
                          failed     998 sessions corrupted
                          first      reset in session 4: \\u{1b}[2J
                        """);
    }
}
