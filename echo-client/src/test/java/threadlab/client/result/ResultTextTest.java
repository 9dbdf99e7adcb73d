package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.client.Results.CLOSED;
import static threadlab.client.Results.OPEN;
import static threadlab.client.Results.cost;
import static threadlab.client.Results.hundredEchoes;
import static threadlab.client.Results.hundredEchoesOf;
import static threadlab.client.Results.plan;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Results;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.LoadResult.Cost;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;
import threadlab.support.CpuSupply;

class ResultTextTest {
    private static final Duration WARMUP = Duration.ofMillis(1_500);

    private static String text(LoadResult result) {
        return ResultText.of(result, List.of());
    }

    private static List<String> lines(LoadResult result) {
        return text(result).lines().toList();
    }

    @Test
    void aClosedLoopThatWentWell() {
        assertThat(text(hundredEchoes())).isEqualTo("""
                OK: 1,000 sessions, 64-byte messages, closed loop, 2s after 1.5s of warm-up
                  echoes     100 (50 a second), every byte verified
                  latency     response time   service time
                  p50              0.100 ms       0.050 ms
                  p90              0.200 ms       0.050 ms
                  p99              1.000 ms       0.050 ms
                  p99.9           20.005 ms       3.000 ms
                  p99.99          20.005 ms       3.000 ms
                  max             20.005 ms       3.000 ms
                  load       5000.00 us of CPU per echo, 0.25 of 2 CPUs busy
                  total      12,345 echoes, warm-up included
                """);
    }

    @Test
    void anOpenLoopThatDidNotReachItsRateUnverified() {
        var plan = new LoadPlan(new Target("h", 1), ConnectionProfile.of(10), new MessageSizes(1, 4_096, 1),
                new LoadModel.Open(1_234, LoadModel.Arrival.POISSON, Duration.ZERO), false,
                RunLimit.ofTime(Duration.ofMillis(500), Duration.ofSeconds(2)));
        LoadResult result = hundredEchoes(plan);
        result.latencies().sendDelay().recordValueWithCount(2_000_000, 99);
        result.latencies().sendDelay().recordValueWithCount(7_000_000, 1);
        assertThat(text(result)).isEqualTo(
                """
                        DEGRADED: 10 sessions, 1..4096-byte messages, open loop, 1,234 a second, poisson arrivals, \
                        2s after 500ms of warm-up
                          the rate was not kept up: 100 messages were due, 50 came back in time
                          echoes     100 (50 a second of 1,234), not verified
                          latency     response time   service time
                          p50              0.100 ms       0.050 ms
                          p90              0.200 ms       0.050 ms
                          p99              1.000 ms       0.050 ms
                          p99.9           20.005 ms       3.000 ms
                          p99.99          20.005 ms       3.000 ms
                          max             20.005 ms       3.000 ms
                          send delay p99 2.001 ms, max 7.000 ms
                          load       5000.00 us of CPU per echo, 0.25 of 2 CPUs busy
                          total      12,345 echoes, warm-up included
                        """);
    }

    /** As a histogram has it, a minute would be 60028.879 ms. */
    @Test
    void whatIsOffTheScaleIsAMinuteOrMore() {
        LoadResult result = hundredEchoes(plan(OPEN, WARMUP));
        result.latencies().responseTime().recordValueWithCount(Latencies.HIGHEST, 2);
        result.latencies().sendDelay().recordValue(Latencies.HIGHEST);
        result.latencies().probeWait().recordValue(Latencies.HIGHEST);
        assertThat(lines(result)).contains("  max          60 s or more       3.000 ms",
                "  send delay p99 60 s or more, max 60 s or more",
                "  probe wait p50 60 s or more, p99 60 s or more, max 60 s or more");
    }

    @Test
    void depthAndThinkTimeAreNamedWhereThereAreAny() {
        var loadModel = new LoadModel.Closed(8, Duration.ofMillis(20));
        assertThat(text(hundredEchoes(plan(loadModel, Duration.ZERO)))).startsWith("OK: 1,000 sessions, 64-byte "
                + "messages, closed loop, 8 in flight, 20ms of think time, 2s after 0s of warm-up\n");
    }

    @Test
    void theDepthOfAnOpenLoopIsNamedUnlessItIsAsDeepAsItGets() {
        var loadModel = new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO, 1_023);
        assertThat(text(hundredEchoes(plan(loadModel, WARMUP))))
                .contains(", constant arrivals, at most 1023 in flight, ");
        assertThat(text(hundredEchoes(plan(OPEN, WARMUP)))).doesNotContain("in flight");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"0.5; 0.5", "0.001; 0.001", "10; 10", "99.25; 99.25", "100; 100",
            "2000.25; 2,000", "100000000; 100,000,000"})
    void ratesAreAsPreciseAsTheyNeedToBe(double perSecond, String text) {
        var loadModel = new LoadModel.Open(perSecond, LoadModel.Arrival.CONSTANT, Duration.ZERO);
        LoadResult result = hundredEchoes(plan(loadModel, WARMUP));
        assertThat(lines(result).getFirst()).contains(", open loop, " + text + " a second, ");
        assertThat(lines(result)).contains("  echoes     100 (50 a second of " + text + "), every byte verified");
    }

    @Test
    void fewEchoesInALongTimeHaveARateBelowOne() {
        LoadResult result = hundredEchoesOf(plan(CLOSED, WARMUP)).echoes(1, 1).measured(Duration.ofSeconds(2)).result();
        assertThat(lines(result)).contains("  echoes     1 (0.5 a second), every byte verified");
    }

    @Test
    void theProfileIsNamedWhereItIsMoreThanSessionsThatStay() {
        var plan = plan(CLOSED, WARMUP).withProfile(new ConnectionProfile(20, 500, 3_000, 0.5, 120));
        assertThat(lines(hundredEchoes(plan)).getFirst()).isEqualTo("OK: 20 sessions, 3,000 idle sessions, 0.5 "
                + "replaced a second, 120 probe sessions a second, 64-byte messages, closed loop, "
                + "2s after 1.5s of warm-up");
    }

    @Test
    void aRunOfSoManyEchoesNamesThemInPlaceOfATime() {
        var plan = plan(CLOSED, WARMUP).withLimit(RunLimit.ofEchoes(WARMUP, 100));
        assertThat(lines(hundredEchoes(plan)).getFirst()).isEqualTo("OK: 1,000 sessions, 64-byte messages, closed "
                + "loop, 100 echoes after 1.5s of warm-up");
    }

    @Test
    void howEvenlyTheSessionsWereServedPrecedesTheLineOfTheLoad() {
        LoadResult result = hundredEchoesOf(plan(CLOSED, WARMUP)).fairness(0.987, Duration.ofNanos(12_345_678))
                .result();
        assertThat(text(result)).endsWith("""
                  max             20.005 ms       3.000 ms
                  fairness   the slowest twentieth of the sessions had at most 0.99 of the mean
                  first echo 12.346 ms after the start for the session that waited longest
                  load       5000.00 us of CPU per echo, 0.25 of 2 CPUs busy
                  total      12,345 echoes, warm-up included
                """);
    }

    @Test
    void sessionsWithoutAnEchoInTheWindowAreTold() {
        assertThat(text(hundredEchoesOf(plan(CLOSED, WARMUP)).unservedSessions(1_234).result()))
                .contains("unserved   1,234 sessions ");
        assertThat(text(hundredEchoesOf(plan(CLOSED, WARMUP)).unservedSessions(0).result()))
                .doesNotContain("unserved");
    }

    @Test
    void probeSessionsTheirWaitsAndReplacedSessionsFollowTheFigures() {
        LoadResult result = hundredEchoesOf(plan(CLOSED, WARMUP)).probes(1_234, 5).replaced(2_345).result();
        result.latencies().probeWait().recordValueWithCount(1_000_000, 98);
        result.latencies().probeWait().recordValueWithCount(3_000_000, 1);
        result.latencies().probeWait().recordValueWithCount(20_000_000, 1);
        assertThat(text(result)).endsWith("""
                  load       5000.00 us of CPU per echo, 0.25 of 2 CPUs busy
                  probes     1,234 sessions, 5 without an echo at the end
                  probe wait p50 1.000 ms, p99 3.000 ms, max 20.005 ms
                  replaced   2,345 sessions
                  total      12,345 echoes, warm-up and probe sessions included
                """);
    }

    @Test
    void probeSessionsThatAllFailedHaveNoWaits() {
        assertThat(lines(hundredEchoesOf(plan(CLOSED, WARMUP)).probes(7, 0).result()))
                .contains("  probes     7 sessions, 0 without an echo at the end")
                .noneMatch(line -> line.startsWith("  probe wait"));
    }

    @ParameterizedTest
    @CsvSource({"1000, 0, ', 4,096 bytes of live heap per session'", "1, 999, ', 4,096 bytes of live heap per session'",
            "999, 0, ''", "1, 998, ''"})
    void theHeapASessionIsGivenWhereAThousandAreHeld(int sessions, int idle, String text) {
        var plan = plan(CLOSED, WARMUP).withProfile(new ConnectionProfile(sessions, 0, idle, 0, 0));
        long heap = 4_096L * (sessions + idle) + 1;
        assertThat(
                lines(hundredEchoesOf(plan)
                        .cost(new Cost(Duration.ofMillis(500), Duration.ofSeconds(2), 2, CpuSupply.UNKNOWN,
                                Duration.ZERO, heap))
                        .result()))
                .contains("  load       5000.00 us of CPU per echo, 0.25 of 2 CPUs busy" + text);
    }

    @Test
    void whatWasAskedAndNotHeldFollowsTheReasons() {
        LoadResult result = hundredEchoesOf(plan(CLOSED, WARMUP))
                .cost(new Cost(Duration.ofMillis(500), Duration.ofSeconds(2), 2, new CpuSupply(2, null, 0.06, null),
                        Duration.ZERO, null))
                .result();
        assertThat(ResultText.of(result, List.of("this is so", "that is so"))).startsWith("""
                DEGRADED: 1,000 sessions, 64-byte messages, closed loop, 2s after 1.5s of warm-up
                  stolen CPU: the hypervisor gave 6.0 % of this machine's time to others
                  missed     this is so
                  missed     that is so
                  echoes     100 (50 a second), every byte verified
                """);
    }

    @Test
    void aLoadThatWentWellAndMissedWhatWasAskedBeginsWithThat() {
        assertThat(ResultText.of(hundredEchoes(), List.of("this is so"))).startsWith("""
                MISSED: 1,000 sessions, 64-byte messages, closed loop, 2s after 1.5s of warm-up
                  missed     this is so
                """);
    }

    @Test
    void aNoteFollowsTheLineOfTheLoad() {
        assertThat(text(hundredEchoesOf(plan(CLOSED, WARMUP)).cost(cost(Duration.ofSeconds(4))).result())).endsWith(
                """
                          load       40000.00 us of CPU per echo, 2.00 of 2 CPUs busy
                          note       the load kept 2.00 of its 2 CPUs busy: echoes a second may be its own limit, not \
                        the server's
                          total      12,345 echoes, warm-up included
                        """);
    }

    @Test
    void whatFailedAndNoFiguresWhereNothingWasMeasured() {
        Map<Failure, Long> failures = new EnumMap<>(Map.of(Failure.CORRUPTED, 998L, Failure.RESET, 1_002L));
        assertThat(text(Results.nothingMeasured(failures, "reset in session 4: \u001b[2J"))).isEqualTo("""
                FAILED: 1,000 sessions, 64-byte messages, closed loop, 2s after 1.5s of warm-up
                  total      2,000 echoes, warm-up included
                  failed     1,002 sessions reset
                  failed     998 sessions corrupted
                  first      reset in session 4: \\u{1b}[2J
                """);
    }
}
