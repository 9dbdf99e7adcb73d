package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.RecordReader;

class JsonTest {
    private final RunRecord run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, null),
            Runs.failed(1, "virtual", 10, "</script> \"quoted\""));

    @Test
    void aRunReadsBackAsItWasWritten() {
        assertThat(RecordReader.of(RunRecord.class, JsonInput.of(Json.text(run)))).isEqualTo(run);
    }

    @Test
    void soDoesOneWithEverything() {
        RunRecord everything = Runs.withEverything();
        assertThat(everything.trials()).anyMatch(trial -> trial.result().rateSteps() != null);
        assertThat(RecordReader.of(RunRecord.class, JsonInput.of(Json.text(everything)))).isEqualTo(everything);
    }

    @Test
    void aFileOfBeforeTheTimesOfWorkWereKnownIsRead() {
        String older = Json.text(run).replaceAll(",\\s*\"work\" : null", "");
        assertThat(older).doesNotContain("work");
        assertThat(RecordReader.of(RunRecord.class, JsonInput.of(older))).isEqualTo(run);
    }

    @Test
    void wholeNumbersAreWrittenWithoutAFraction() {
        assertThat(Json.text(run)).contains("\"serverThreads\" : 12,", "\"serverResidentBytes\" : 67108864,");
    }

    @Test
    void whatIsUnknownIsWrittenAsNull() {
        assertThat(Json.text(run)).contains("\"ratePerSecond\" : null", "\"cpuModel\" : null");
    }
}
