package threadlab.client.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Results;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadPlan;

class CapacityReportTest {
    private static final LatencyBound BOUND = LatencyBound.parse("p99<=100ms");
    private static final LoadPlan PLAN = Results.plan(Results.OPEN, Duration.ZERO);
    private static final RateStep HELD = new RateStep(400, 400, 10_000, 20_000, 20_000, true, false, null);
    private static final RateStep NOT_HELD = new RateStep(420, 400, 90_000, 120_000, 120_000, false, false,
            "p99 is 120.000 ms");
    private static final RateStep LOAD_LIMIT = new RateStep(420, 400, 90_000, 120_000, 120_000, false, true,
            "p99 is 120.000 ms");

    private static CapacityReport report(String steps, boolean stopped) {
        List<RateStep> all = Stream.of(steps.split(" ")).filter(step -> !step.isEmpty())
                .map(step -> Map.of("held", HELD, "not", NOT_HELD, "load", LOAD_LIMIT).get(step)).toList();
        return new CapacityReport(new Capacity(all, stopped), BOUND, PLAN);
    }

    @ParameterizedTest
    @CsvSource({"held not not, false, OK: 400 messages a second with p99 <= 100 ms; not 420", //
            "held load load, false, DEGRADED: at least 400 messages a second", //
            "held, false, DEGRADED: at least 400 messages a second", //
            "held not not, true, DEGRADED: stopped early: at least 400 messages a second",
            "not not, false, FAILED: not even 420 messages a second with p99 <= 100 ms: p99 is 120.000 ms",
            "'', true, FAILED: stopped early: no rate was measured"})
    void theLineBeginsWithTheOutcomeAndTheRate(String steps, boolean stopped, String line) {
        assertThat(report(steps, stopped).text()).startsWith(line).endsWith("\n").containsOnlyOnce("\n");
    }

    @Test
    void theLineSaysWhetherTheLoadWasTheLimit() {
        assertThat(report("held load load", false).text()).contains("it was the limit");
        assertThat(report("held not not", false).text()).doesNotContain("it was the limit");
    }

    /** 400 messages a second of 10 ms each are four at a time. */
    @ParameterizedTest
    @CsvSource({"4, true", "6, false"})
    void theLineSaysWhetherMoreSessionsMightCarryMore(int sessions, boolean isSaid) {
        var report = new CapacityReport(new Capacity(List.of(HELD, NOT_HELD), false), BOUND,
                PLAN.withProfile(ConnectionProfile.of(sessions)));
        assertThat(report.text().contains("more than " + sessions + " sessions")).isEqualTo(isSaid);
    }

    /** The page and the JSON have the same fields. */
    @Test
    void everyFieldIsDescribed() throws IOException {
        Map<String, Object> json = report("held not not", false).map(Instant.EPOCH);
        var written = new TreeSet<>(json.keySet());
        ((List<?>) json.get("steps")).forEach(
                step -> ((Map<?, ?>) step).keySet().forEach(name -> written.add("steps." + name)));
        String page = Files.readString(Path.of("../docs/find-rate-json.md"));
        assertThat(Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE).matcher(page).results()
                .map(found -> found.group(1))).containsExactlyInAnyOrderElementsOf(written);
        assertThat(page).contains("`" + json.get("schema") + "`");
    }

    @Test
    void theJsonHasTheRatesAndEachStep() {
        assertThat(report("held not not", false).map(Instant.EPOCH)).containsEntry("heldPerSecond", 400.0)
                .containsEntry("notHeldPerSecond", 420.0).containsEntry("outcome", "OK")
                .containsEntry("bound", "p99<=100ms")
                .hasEntrySatisfying("steps", steps -> assertThat((List<?>) steps).hasSize(3));
        assertThat(report("", true).map(Instant.EPOCH)).containsEntry("heldPerSecond", null)
                .containsEntry("outcome", "FAILED");
    }
}
