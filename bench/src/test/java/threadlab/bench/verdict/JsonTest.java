package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final RunRecord run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, null),
            Runs.failed(1, "virtual", 10, "</script> \u001b[31m \"quoted\""));

    @Test
    void aRunReadsBackAsItWasWritten() {
        assertThat(Json.read(RunRecord.class, Json.text(run))).isEqualTo(run);
    }

    @Test
    void whatIsUnknownIsWrittenAsNull() {
        assertThat(Json.text(run)).contains("\"cpuMicrosPerEcho\" : null", "\"figures\" : null",
                "\"cpuModel\" : null");
    }
}
