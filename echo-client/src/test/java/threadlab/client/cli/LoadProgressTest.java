package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener.Interval;

class LoadProgressTest {
    private final List<String> shown = new ArrayList<>();
    private final LoadProgress progress = progress(RunLimit.ofTime(Duration.ofMillis(500), Duration.ofSeconds(5)));

    private LoadProgress progress(RunLimit limit) {
        var plan = new LoadPlan("h", 1, 1, 1, Duration.ZERO, Duration.ofSeconds(1)).withLimit(limit);
        return new LoadProgress(shown::add, plan);
    }

    private static Interval interval(long millis, long echoesPerSecond, Latencies latencies, long failures) {
        return new Interval(Duration.ofMillis(millis), echoesPerSecond, latencies, failures);
    }

    @Test
    void theWarmUpHasNoPercentiles() {
        progress.progress(interval(200, 1_234_567, Latencies.empty(), 0));
        assertThat(shown).containsExactly("warming up 0.2 of 5.5 s   1,234,567 echoes/s");
    }

    @Test
    void theMeasurementHasPercentilesAndFailures() {
        progress.measuring();
        Latencies latencies = Latencies.empty();
        latencies.responseTime().recordValueWithCount(1_000_000, 98);
        latencies.responseTime().recordValueWithCount(20_000_000, 2);
        latencies.serviceTime().recordValueWithCount(500_000, 100);
        progress.progress(interval(1_649, 7, latencies, 3));
        assertThat(shown)
                .containsExactly("measuring 1.6 of 5.5 s   7 echoes/s   p50 1.000 ms   p99 20.005 ms   3 failed");
    }

    @Test
    void eachPhaseIsNamedAndTheLineIsEmptyAtTheEnd() {
        progress.progress(interval(100, 1, Latencies.empty(), 0));
        progress.measuring();
        progress.progress(interval(600, 2, Latencies.empty(), 0));
        progress.measured();
        progress.progress(interval(5_600, 0, Latencies.empty(), 0));
        progress.ended();
        assertThat(shown).containsExactly("warming up 0.1 of 5.5 s   1 echoes/s", "measuring 0.6 of 5.5 s   2 echoes/s",
                "waiting for the last echoes 5.6 of 5.5 s   0 echoes/s", "");
    }

    @Test
    void aRunThatCountsEchoesHasNoTotal() {
        LoadProgress counted = progress(RunLimit.ofEchoes(Duration.ofMillis(500), 1_000));
        counted.measuring();
        counted.progress(interval(1_649, 7, Latencies.empty(), 0));
        assertThat(shown).containsExactly("measuring 1.6 s   7 echoes/s");
    }
}
