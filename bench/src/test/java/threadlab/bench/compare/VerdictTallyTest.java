package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.RunRecord;

/** Real runs whose truth is known, judged again by the code at hand; docs/measurement.md tells how they were made. */
class VerdictTallyTest {
    private static List<RunRecord> runs;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream record = VerdictTallyTest.class.getResourceAsStream("check-verdict.jsonl.gz")) {
            runs = VerdictTally.recorded(record);
        }
    }

    @Test
    void oneServerUnderTwoNamesIsToldApartAtMostOnceInTwentyRuns() {
        VerdictTally tally = VerdictTally.of(runs);

        assertThat(tally.runs()).isEqualTo(20);
        assertThat(tally.equalVerdicts()).isEqualTo(20 * 4);
        assertThat(tally.equalToldApart()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aServerSlowedByFifteenPercentIsFoundInEighteenOfTwentyRuns() {
        VerdictTally tally = VerdictTally.of(runs);

        assertThat(tally.slowdown()).isLessThan(1.155);
        assertThat(tally.slowerFound()).isGreaterThanOrEqualTo(18);
    }
}
