package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

class ResultJsonTest {

    @Test
    void everyFigureReadsBack() {
        Map<String, Object> json = parsed(LoadResultTest.hundredEchoes());
        assertThat(json).containsOnlyKeys("schema", "jdk", "plan", "outcome", "echoes", "totalEchoes",
                "echoesPerSecond", "latencyMicros", "cpuMicrosPerEcho", "cpuShare", "failures", "firstFailure");
        assertThat(json).containsEntry("schema", "threadlab-load/1")
                .containsEntry("jdk", Runtime.version().toString()).containsEntry("outcome", "OK")
                .containsEntry("echoes", 100).containsEntry("totalEchoes", 12_345)
                .containsEntry("echoesPerSecond", 50.0).containsEntry("cpuMicrosPerEcho", 5_000.0)
                .containsEntry("cpuShare", 0.25).containsEntry("failures", Map.of())
                .containsEntry("firstFailure", null);
        assertThat(json.get("plan")).isEqualTo(Map.of("host", "127.0.0.1", "port", 4004, "sessions", 1_000,
                "sizeBytes", 64, "warmupSeconds", 1.5, "durationSeconds", 2.0));
    }

    @Test
    void everyPercentileReadsBack() {
        var latencies = assertThat(parsed(LoadResultTest.hundredEchoes()).get("latencyMicros"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
                .containsOnlyKeys("p50", "p90", "p99", "p999", "p9999", "max");
        Map.of("p50", 100.0, "p90", 200.0, "p99", 1_000.0, "p999", 20_000.0, "p9999", 20_000.0, "max", 20_000.0)
                .forEach((name, micros) -> latencies.hasEntrySatisfying(name,
                        value -> assertThat(value).isCloseTo(micros, Percentage.withPercentage(0.1))));
    }

    @Test
    void whatWasNotMeasuredIsNullAndNotLeftOut() {
        assertThat(parsed(LoadResultTest.nothingMeasured(Map.of(), null))).containsEntry("outcome", "FAILED")
                .containsEntry("latencyMicros", null).containsEntry("cpuMicrosPerEcho", null)
                .containsEntry("firstFailure", null).containsEntry("echoes", 0).containsEntry("echoesPerSecond", 0.0);
    }

    @Test
    void failuresHaveTheirNamesOfProseAndTheFirstStoryIsEscaped() {
        var failures = Map.of(Failure.MISMATCH, 3L, Failure.CLOSED_EARLY, 1L);
        Map<String, Object> json = parsed(LoadResultTest.nothingMeasured(failures, "a \"quoted\"\nstory\u001b"));
        assertThat(json).containsEntry("failures", Map.of("mismatch", 3, "closed-early", 1))
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
