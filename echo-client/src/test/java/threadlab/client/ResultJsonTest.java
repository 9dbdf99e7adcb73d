package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.jr.ob.JSON;

class ResultJsonTest {

    @Test
    void everyFigureReadsBack() {
        Map<String, Object> json = parsed(LoadResultTest.hundredEchoes());
        assertThat(json).containsOnlyKeys("schema", "jdk", "plan", "outcome", "reasons", "echoes", "totalEchoes",
                "echoesPerSecond", "due", "late", "inTime", "latencyMicros", "latencyFromSendMicros",
                "cpuMicrosPerEcho", "cpuShare",
                "failures", "firstFailure");
        assertThat(json).containsEntry("schema", "threadlab-load/2")
                .containsEntry("jdk", Runtime.version().toString()).containsEntry("outcome", "OK")
                .containsEntry("reasons", List.of())
                .containsEntry("echoes", 100).containsEntry("totalEchoes", 12_345)
                .containsEntry("echoesPerSecond", 50.0).containsEntry("cpuMicrosPerEcho", 5_000.0)
                .containsEntry("cpuShare", 0.25).containsEntry("due", 100).containsEntry("late", 0)
                .containsEntry("inTime", 50).containsEntry("failures", Map.of())
                .containsEntry("firstFailure", null);
    }

    @Test
    void thePlanOfAClosedLoopReadsBack() {
        var pacing = new Pacing.Closed(3, Duration.ofMillis(20));
        var plan = new LoadPlan("127.0.0.1", 4004, 1_000, Sizes.of(64), pacing, true, Duration.ofMillis(1_500),
                Duration.ofSeconds(2));
        assertThat(parsed(LoadResultTest.hundredEchoes(plan)).get("plan")).isEqualTo(Map.ofEntries(
                Map.entry("host", "127.0.0.1"), Map.entry("port", 4004), Map.entry("sessions", 1_000),
                Map.entry("minSizeBytes", 64), Map.entry("maxSizeBytes", 64), Map.entry("seed", 0),
                Map.entry("loop", "closed"), Map.entry("depth", 3), Map.entry("thinkSeconds", 0.02),
                Map.entry("verified", true), Map.entry("warmupSeconds", 1.5), Map.entry("durationSeconds", 2.0)));
    }

    @ParameterizedTest
    @EnumSource(Pacing.Arrival.class)
    void thePlanOfAnOpenLoopReadsBackAndItsReasons(Pacing.Arrival arrival) {
        var pacing = new Pacing.Open(2_000.25, arrival, Duration.ofMillis(250));
        var plan = new LoadPlan("::1", 1, 10, new Sizes(1, 4_096, 9_000_000_000L), pacing, false,
                Duration.ofSeconds(1), Duration.ofSeconds(2));
        Map<String, Object> json = parsed(LoadResultTest.hundredEchoes(plan));
        assertThat(json).containsEntry("outcome", "DEGRADED").containsEntry("reasons",
                List.of("the rate was not kept up: 100 messages were due, 50 came back in time"));
        assertThat(json.get("plan")).isEqualTo(Map.ofEntries(Map.entry("host", "::1"), Map.entry("port", 1),
                Map.entry("sessions", 10), Map.entry("minSizeBytes", 1), Map.entry("maxSizeBytes", 4_096),
                Map.entry("seed", 9_000_000_000L), Map.entry("loop", "open"), Map.entry("ratePerSecond", 2_000.25),
                Map.entry("arrival", arrival == Pacing.Arrival.POISSON ? "poisson" : "constant"),
                Map.entry("rampSeconds", 0.25), Map.entry("verified", false), Map.entry("warmupSeconds", 1.0),
                Map.entry("durationSeconds", 2.0)));
    }

    @Test
    void everyPercentileReadsBack() {
        Map<String, Object> json = parsed(LoadResultTest.hundredEchoes());
        assertLatencies(json.get("latencyMicros"), Map.of("p50", 100.0, "p90", 200.0, "p99", 1_000.0, "p999", 20_000.0,
                "p9999", 20_000.0, "max", 20_000.0));
        assertLatencies(json.get("latencyFromSendMicros"), Map.of("p50", 50.0, "p90", 50.0, "p99", 50.0, "p999",
                3_000.0, "p9999", 3_000.0, "max", 3_000.0));
    }

    private static void assertLatencies(Object json, Map<String, Double> expected) {
        var latencies = assertThat(json).asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
                .containsOnlyKeys("p50", "p90", "p99", "p999", "p9999", "max");
        expected.forEach((name, micros) -> latencies.hasEntrySatisfying(name,
                value -> assertThat(value).isCloseTo(micros, Percentage.withPercentage(0.1))));
    }

    @Test
    void whatWasNotMeasuredIsNullAndNotLeftOut() {
        assertThat(parsed(LoadResultTest.nothingMeasured(Map.of(), null))).containsEntry("outcome", "FAILED")
                .containsEntry("latencyMicros", null).containsEntry("latencyFromSendMicros", null)
                .containsEntry("cpuMicrosPerEcho", null).containsEntry("firstFailure", null).containsEntry("echoes", 0)
                .containsEntry("echoesPerSecond", 0.0);
    }

    @Test
    void failuresHaveTheirNamesOfProseAndTheFirstStoryIsEscaped() {
        var failures = Map.of(Failure.CORRUPTED, 3L, Failure.CLOSED_EARLY, 1L);
        Map<String, Object> json = parsed(LoadResultTest.nothingMeasured(failures, "a \"quoted\"\nstory\u001b"));
        assertThat(json).containsEntry("failures", Map.of("corrupted", 3, "closed-early", 1))
                .containsEntry("firstFailure", "a \"quoted\"\nstory\u001b");
    }

    @Test
    void theTextEndsWithALineFeed() {
        assertThat(ResultJson.text(LoadResultTest.hundredEchoes())).endsWith("}\n");
    }

    private static Map<String, Object> parsed(LoadResult result) {
        return JSON.std.mapFrom(ResultJson.text(result));
    }
}
