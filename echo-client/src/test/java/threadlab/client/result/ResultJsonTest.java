package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.client.Results;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;
import threadlab.support.CpuQuota;
import threadlab.support.CpuSupply;
import tools.jackson.jr.ob.JSON;

class ResultJsonTest {
    private static final Instant STARTED_AT = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void everyFigureReadsBack() {
        Map<String, Object> json = parsed(Results.hundredEchoes());
        assertThat(json).containsOnlyKeys("schema", "startedAt", "environment", "plan", "outcome", "reasons", "notes",
                "missedThresholds", "stopped", "warmupSeconds", "measuredSeconds", "echoes", "totalEchoes",
                "echoesPerSecond",
                "due", "late",
                "inTime", "responseTimeMicros", "serviceTimeMicros", "sendDelayMicros", "fairness", "unservedSessions",
                "firstEchoMillis",
                "probeSessions", "probeSessionsUnserved",
                "probeWaitMicros", "replacedSessions", "cpuMicrosPerEcho", "cpusBusy", "stolenShare",
                "machineBusyShare", "quotaPeriods",
                "throttledPeriods", "throttledSeconds", "stoodStillSeconds", "liveHeapBytes",
                "failures", "firstFailure", "workers");
        assertThat(json).containsEntry("schema", "threadlab-load/6")
                .containsEntry("startedAt", "2026-11-23T12:00:00Z").containsEntry("outcome", "OK")
                .containsEntry("reasons", List.of()).containsEntry("notes", List.of())
                .containsEntry("missedThresholds", List.of()).containsEntry("stopped", false)
                .containsEntry("warmupSeconds", 1.5).containsEntry("measuredSeconds", 2.0)
                .containsEntry("probeSessions", 0)
                .containsEntry("probeSessionsUnserved", 0).containsEntry("replacedSessions", 0)
                .containsEntry("echoes", 100).containsEntry("totalEchoes", 12_345)
                .containsEntry("echoesPerSecond", 50.0).containsEntry("cpuMicrosPerEcho", 5_000.0)
                .containsEntry("cpusBusy", 0.25).containsEntry("due", 100).containsEntry("late", 0)
                .containsEntry("inTime", 50).containsEntry("failures", Map.of())
                .containsEntry("firstFailure", null);
    }

    @Test
    void theEnvironmentIsThatOfTheLoad() {
        Environment here = Environment.here();
        assertThat(parsed(Results.hundredEchoes()).get("environment"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("jdk", "javaHome", "os", "cpus", "cpuModel", "memoryBytes", "maxDescriptors")
                .containsEntry("jdk", here.jdk()).containsEntry("javaHome", System.getProperty("java.home"))
                .containsEntry("os", here.os()).containsEntry("cpus", here.cpus())
                .containsEntry("cpuModel", here.cpuModel())
                .hasEntrySatisfying("memoryBytes", bytes -> assertThat(((Number) bytes).longValue())
                        .isEqualTo(here.memoryBytes()).isPositive());
        assertThat(here.jdk()).startsWith(Runtime.version().toString());
    }

    @Test
    void whatWasBesideTheEchoesReadsBack() {
        LoadResult result = Results.hundredEchoesOf(Results.plan(Results.CLOSED, Duration.ZERO))
                .warmup(Duration.ofMillis(750)).fairness(0.875, Duration.ofNanos(12_345_678)).probes(12, 3)
                .replaced(4).stoppedAfter(Duration.ofMillis(500))
                .cost(new LoadResult.Cost(Duration.ofSeconds(1), Duration.ofMillis(500), 2,
                        new CpuSupply(2, 0.75, 0.25, new CpuQuota(108, 3, Duration.ofMillis(250))),
                        Duration.ofMillis(900), 5_000_000_000L))
                .result();
        result.latencies().sendDelay().recordValueWithCount(1_000_000, 100);
        result.latencies().probeWait().recordValueWithCount(2_000_000, 100);
        Map<String, Object> json = JSON.std.mapFrom(ResultJson.text(result, List.of("this", "that"), STARTED_AT));
        assertThat(json).containsEntry("outcome", "DEGRADED").containsEntry("missedThresholds", List.of("this", "that"))
                .containsEntry("reasons", result.reasons()).containsEntry("notes", result.notes())
                .containsEntry("warmupSeconds", 0.75).containsEntry("fairness", 0.875)
                .containsEntry("firstEchoMillis", 12.345678).containsEntry("stopped", true)
                .containsEntry("measuredSeconds", 0.5).containsEntry("probeSessions", 12)
                .containsEntry("probeSessionsUnserved", 3).containsEntry("replacedSessions", 4)
                .containsEntry("stolenShare", 0.25).containsEntry("machineBusyShare", 0.75)
                .containsEntry("quotaPeriods", 108).containsEntry("throttledPeriods", 3)
                .containsEntry("throttledSeconds", 0.25).containsEntry("stoodStillSeconds", 0.9)
                .containsEntry("liveHeapBytes", 5_000_000_000L);
        assertThat(result.reasons()).hasSize(2);
        assertThat(result.notes()).hasSize(2);
        assertLatencies(json.get("sendDelayMicros"), all(1_000));
        assertLatencies(json.get("probeWaitMicros"), all(2_000));
    }

    private static Map<String, Double> all(double micros) {
        return Map.of("p50", micros, "p90", micros, "p99", micros, "p999", micros, "p9999", micros, "max", micros);
    }

    @Test
    void thePlanOfAClosedLoopReadsBack() {
        var loadModel = new LoadModel.Closed(3, Duration.ofMillis(20));
        var plan = new LoadPlan(new Target("127.0.0.1", 4004), ConnectionProfile.of(1_000), MessageSizes.of(64),
                loadModel,
                true,
                RunLimit.ofTime(Duration.ofMillis(1_500), Duration.ofSeconds(2)));
        assertThat(parsed(Results.hundredEchoes(plan)).get("plan")).isEqualTo(withNull("echoes", Map.ofEntries(
                Map.entry("host", "127.0.0.1"), Map.entry("port", 4004), Map.entry("sources", List.of()),
                Map.entry("tls", false),
                Map.entry("sessions", 1_000), Map.entry("connectRatePerSecond", 0.0), Map.entry("idleSessions", 0),
                Map.entry("churnPerSecond", 0.0), Map.entry("probeSessionsPerSecond", 0.0),
                Map.entry("minSizeBytes", 64), Map.entry("maxSizeBytes", 64), Map.entry("seed", 0),
                Map.entry("loadModel", "closed"), Map.entry("depth", 3), Map.entry("thinkTimeSeconds", 0.02),
                Map.entry("verified", true), Map.entry("warmupSeconds", 1.5), Map.entry("durationSeconds", 2.0))));
    }

    private static Map<String, Object> withNull(String key, Map<String, Object> entries) {
        var all = new HashMap<>(entries);
        all.put(key, null);
        return all;
    }

    @ParameterizedTest
    @EnumSource(LoadModel.Arrival.class)
    void thePlanOfAnOpenLoopReadsBackAndItsReasons(LoadModel.Arrival arrival) {
        var loadModel = new LoadModel.Open(2_000.25, arrival, Duration.ofMillis(250), 7);
        var plan = new LoadPlan(new Target("::1", 1, List.of("::2", "::3")),
                new ConnectionProfile(10, 0.5, 20, 1.5, 2.5),
                new MessageSizes(1, 4_096, 9_000_000_000L), loadModel, false,
                RunLimit.ofEchoes(Duration.ofSeconds(1), 100));
        Map<String, Object> json = parsed(Results.hundredEchoes(plan));
        assertThat(json).containsEntry("outcome", "DEGRADED").containsEntry("reasons",
                List.of("the rate was not kept up: 100 messages were due, 50 came back in time"));
        assertThat(json.get("plan")).isEqualTo(withNull("durationSeconds", Map.ofEntries(Map.entry("host", "::1"),
                Map.entry("port", 1), Map.entry("sources", List.of("::2", "::3")), Map.entry("tls", false),
                Map.entry("sessions", 10),
                Map.entry("connectRatePerSecond", 0.5), Map.entry("idleSessions", 20),
                Map.entry("churnPerSecond", 1.5), Map.entry("probeSessionsPerSecond", 2.5),
                Map.entry("minSizeBytes", 1), Map.entry("maxSizeBytes", 4_096),
                Map.entry("seed", 9_000_000_000L), Map.entry("depth", 7), Map.entry("loadModel", "open"),
                Map.entry("ratePerSecond", 2_000.25),
                Map.entry("arrival", arrival == LoadModel.Arrival.POISSON ? "poisson" : "constant"),
                Map.entry("rampSeconds", 0.25), Map.entry("verified", false), Map.entry("warmupSeconds", 1.0),
                Map.entry("echoes", 100))));
    }

    @Test
    void everyPercentileReadsBack() {
        Map<String, Object> json = parsed(Results.hundredEchoes());
        assertLatencies(json.get("responseTimeMicros"),
                Map.of("p50", 100.0, "p90", 200.0, "p99", 1_000.0, "p999", 20_000.0,
                        "p9999", 20_000.0, "max", 20_000.0));
        assertLatencies(json.get("serviceTimeMicros"), Map.of("p50", 50.0, "p90", 50.0, "p99", 50.0, "p999",
                3_000.0, "p9999", 3_000.0, "max", 3_000.0));
    }

    /** The histogram gives 60.028 s, the end of the bucket that a minute is in. */
    @Test
    void whatIsOffTheScaleCountsAsAMinuteAndIsCounted() {
        Latencies latencies = Latencies.empty();
        latencies.responseTime().recordValueWithCount(Latencies.HIGHEST, 2);
        latencies.responseTime().recordValueWithCount(2_000, 98);
        latencies.serviceTime().recordValue(2_000);
        Map<String, Object> json = parsed(
                Results.of(Results.plan(Results.CLOSED, Duration.ZERO)).latencies(latencies).result());
        assertThat(json.get("responseTimeMicros")).asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("p99", 6e7).containsEntry("max", 6e7).containsEntry("minuteOrMore", 2);
        assertThat(json.get("serviceTimeMicros")).asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("max", 2.0).containsEntry("minuteOrMore", 0);
    }

    private static void assertLatencies(Object json, Map<String, Double> expected) {
        var latencies = assertThat(json).asInstanceOf(InstanceOfAssertFactories.map(String.class, Number.class))
                .containsOnlyKeys("p50", "p90", "p99", "p999", "p9999", "max", "minuteOrMore");
        expected.forEach((name, micros) -> latencies.hasEntrySatisfying(name,
                value -> assertThat(value.doubleValue()).isCloseTo(micros, Percentage.withPercentage(0.1))));
    }

    @Test
    void whatWasNotMeasuredIsNullAndNotLeftOut() {
        assertThat(parsed(Results.nothingMeasured(Map.of(), null))).containsEntry("outcome", "FAILED")
                .containsEntry("responseTimeMicros", null).containsEntry("serviceTimeMicros", null)
                .containsEntry("sendDelayMicros", null).containsEntry("probeWaitMicros", null)
                .containsEntry("fairness", null).containsEntry("firstEchoMillis", null)
                .containsEntry("stolenShare", null).containsEntry("machineBusyShare", null)
                .containsEntry("quotaPeriods", null).containsEntry("throttledPeriods", null)
                .containsEntry("throttledSeconds", null).containsEntry("liveHeapBytes", null)
                .containsEntry("cpuMicrosPerEcho", null).containsEntry("firstFailure", null).containsEntry("echoes", 0)
                .containsEntry("echoesPerSecond", 0.0);
    }

    @Test
    void failuresHaveTheirNamesOfProseAndTheFirstStoryIsEscaped() {
        var failures = Map.of(Failure.CORRUPTED, 3L, Failure.UNEXPECTED_EOF, 1L);
        Map<String, Object> json = parsed(Results.nothingMeasured(failures, "a \"quoted\"\nstory\u001b"));
        assertThat(json).containsEntry("failures", Map.of("corrupted", 3, "unexpected-eof", 1))
                .containsEntry("firstFailure", "a \"quoted\"\nstory\u001b");
    }

    @Test
    void theTextEndsWithALineFeed() {
        assertThat(ResultJson.text(Results.hundredEchoes(), List.of(), STARTED_AT)).endsWith("}\n");
    }

    private static Map<String, Object> parsed(LoadResult result) {
        return JSON.std.mapFrom(ResultJson.text(result, List.of(), STARTED_AT));
    }
}
