package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener.Interval;

class ProgressLineTest {
    private static final String WIPE = "\r\u001b[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ProgressLine line = line(RunLimit.ofTime(Duration.ofMillis(500), Duration.ofSeconds(5)));

    private ProgressLine line(RunLimit limit) {
        var plan = new LoadPlan("h", 1, 1, 1, Duration.ZERO, Duration.ofSeconds(1)).withLimit(limit);
        return new ProgressLine(new PrintStream(terminal, false, StandardCharsets.UTF_8), plan);
    }

    private static Interval interval(long millis, long echoesPerSecond, Latencies latencies, long failures) {
        return new Interval(Duration.ofMillis(millis), echoesPerSecond, latencies, failures);
    }

    @Test
    void theWarmUpHasNoQuantiles() {
        line.progress(interval(200, 1_234_567, Latencies.empty(), 0));
        assertThat(printed()).isEqualTo(WIPE + "warming up 0.2 of 5.5 s   1,234,567 echoes/s");
    }

    @Test
    void theMeasurementHasQuantilesAndFailures() {
        line.measuring();
        Latencies latencies = Latencies.empty();
        latencies.responseTime().recordValueWithCount(1_000_000, 98);
        latencies.responseTime().recordValueWithCount(20_000_000, 2);
        latencies.serviceTime().recordValueWithCount(500_000, 100);
        line.progress(interval(1_649, 7, latencies, 3));
        assertThat(printed())
                .isEqualTo(WIPE + "measuring 1.6 of 5.5 s   7 echoes/s   p50 1.000 ms   p99 20.005 ms   3 failed");
    }

    @Test
    void everyStepOverwritesTheOneBeforeAndTheEndWipesTheLine() {
        line.progress(interval(100, 1, Latencies.empty(), 0));
        line.measuring();
        line.progress(interval(600, 2, Latencies.empty(), 0));
        line.measured();
        line.progress(interval(5_600, 0, Latencies.empty(), 0));
        String shown = WIPE + "warming up 0.1 of 5.5 s   1 echoes/s" + WIPE + "measuring 0.6 of 5.5 s   2 echoes/s"
                + WIPE + "waiting for the last echoes 5.6 of 5.5 s   0 echoes/s";
        assertThat(printed()).isEqualTo(shown);
        line.ended();
        assertThat(printed()).isEqualTo(shown + WIPE);
    }

    @Test
    void aRunThatCountsEchoesHasNoTotal() {
        ProgressLine counted = line(RunLimit.ofEchoes(Duration.ofMillis(500), 1_000));
        counted.measuring();
        counted.progress(interval(1_649, 7, Latencies.empty(), 0));
        assertThat(printed()).isEqualTo(WIPE + "measuring 1.6 s   7 echoes/s");
    }

    private String printed() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
