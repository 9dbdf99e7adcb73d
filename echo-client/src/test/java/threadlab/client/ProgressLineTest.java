package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String WIPE = "\r\u001b[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ProgressLine line = new ProgressLine(new PrintStream(terminal, false, StandardCharsets.UTF_8),
            new LoadPlan("h", 1, 1, 1, Duration.ofMillis(500), Duration.ofSeconds(5)));

    @Test
    void theWarmUpHasNoQuantiles() {
        line.progress(Duration.ofMillis(200), 1_234_567, new Histogram(3), 0);
        assertThat(printed()).isEqualTo(WIPE + "warming up 0.2 of 5.5 s   1,234,567 echoes/s");
    }

    @Test
    void theMeasurementHasQuantilesAndFailures() {
        line.measuring();
        var latencies = new Histogram(3);
        latencies.recordValueWithCount(1_000_000, 98);
        latencies.recordValueWithCount(20_000_000, 2);
        line.progress(Duration.ofMillis(1_649), 7, latencies, 3);
        assertThat(printed())
                .isEqualTo(WIPE + "measuring 1.6 of 5.5 s   7 echoes/s   p50 1.000 ms   p99 20.005 ms   3 failed");
    }

    @Test
    void everyStepOverwritesTheOneBeforeAndTheEndWipesTheLine() {
        line.progress(Duration.ofMillis(100), 1, new Histogram(3), 0);
        line.measuring();
        line.progress(Duration.ofMillis(600), 2, new Histogram(3), 0);
        line.measured();
        assertThat(printed()).isEqualTo(WIPE + "warming up 0.1 of 5.5 s   1 echoes/s" + WIPE
                + "measuring 0.6 of 5.5 s   2 echoes/s" + WIPE);
    }

    private String printed() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
