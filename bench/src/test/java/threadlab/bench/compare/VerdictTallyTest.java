package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.Ratio;
import threadlab.bench.verdict.RunRecord;

/** Real runs whose truth is known, judged again by the code at hand; docs/measurement.md tells how they were made. */
class VerdictTallyTest {
    /** With 14 rounds. */
    private static List<RunRecord> runs;
    /** With as many rounds as they took, in a server that is slower by a known amount, and in one that is not. */
    private static List<RunRecord> slowed;
    private static List<RunRecord> equal;

    @BeforeAll
    static void read() throws IOException {
        runs = recorded("check-verdict.jsonl.gz");
        slowed = recorded("check-verdict-auto-slowed.jsonl.gz");
        equal = recorded("check-verdict-auto-equal.jsonl.gz");
    }

    private static List<RunRecord> recorded(String name) throws IOException {
        try (InputStream record = VerdictTallyTest.class.getResourceAsStream(name)) {
            return VerdictTally.recorded(record);
        }
    }

    @Test
    void oneServerUnderTwoNamesIsToldApartAtMostOnceInTwentyRuns() {
        for (List<RunRecord> some : List.of(runs, slowed, equal)) {
            VerdictTally tally = VerdictTally.of(some);

            assertThat(tally.runs()).isEqualTo(20);
            assertThat(tally.equalVerdicts()).isEqualTo(20 * 4);
            assertThat(tally.equalToldApart()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aServerSlowedByTenPercentIsFoundInNineteenOfTwentyRuns() {
        VerdictTally tally = VerdictTally.of(runs);

        assertThat(tally.slowdown()).isLessThan(1.115);
        assertThat(tally.slowerFound()).isGreaterThanOrEqualTo(19);
    }

    @Test
    void runsThatEndWhenTheyKnowFindAsMuchInLessTime() {
        VerdictTally tally = VerdictTally.of(slowed);

        assertThat(tally.slowdown()).isLessThan(1.115);
        assertThat(tally.slowerFound()).isGreaterThanOrEqualTo(19);
        assertThat(tally.seconds()).isLessThan(0.7 * VerdictTally.of(runs).seconds());
    }

    @Test
    void halfOfWhatIsEqualIsShownToBeTheSame() {
        VerdictTally tally = VerdictTally.of(equal);

        assertThat(tally.slowerFound()).isZero();
        assertThat(tally.slowedSame(equal)).isGreaterThanOrEqualTo(19);
        assertThat(tally.equalSame()).isGreaterThanOrEqualTo(20 * 4 / 2);
        assertThat(tally.seconds()).isLessThan(0.7 * VerdictTally.of(runs).seconds());
    }

    /** Else the records would say nothing about how long a run takes today. */
    @Test
    void theRecordedRunsEndWhereTheyWouldToday() {
        for (RunRecord run : Stream.of(slowed, equal).flatMap(List::stream).toList()) {
            RunRecord beforeTheLastRound = run.with(0, run.trials().stream()
                    .filter(trial -> trial.spec().round() < run.roundsBegun()).toList(), List.of());

            assertThat(run.isComplete()).isTrue();
            assertThat(beforeTheLastRound.isComplete()).isFalse();
        }
    }

    /** What a reader sees is what is said. */
    @Test
    void noReadingContradictsItsInterval() {
        int ratios = 0;
        for (RunRecord run : Stream.of(runs, slowed, equal).flatMap(List::stream).toList()) {
            for (Ratio ratio : Analysis.of(run).summaries().stream()
                    .flatMap(summary -> summary.ratios().values().stream()).toList()) {
                boolean excludesOne = ratio.range().low() > 1 || ratio.range().high() < 1;
                assertThat(ratio.reading(run.plan()).isDifference()).isEqualTo(excludesOne);
                ratios++;
            }
        }
        assertThat(ratios).isEqualTo(60 * 2 * 4);
    }
}
