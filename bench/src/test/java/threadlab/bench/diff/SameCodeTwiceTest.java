package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two reports of the same code, measured in turns: what is shown in them is wrong, what is planted is right. */
class SameCodeTwiceTest {
    @TempDir
    private Path folder;
    private JmhReport base;
    private JmhReport again;

    @BeforeEach
    void read() throws IOException {
        base = SampleReports.read(SampleReports.passes(folder, "base"));
        again = SampleReports.read(SampleReports.passes(folder, "again"));
    }

    @Test
    void atMostOneRowInTwentyIsToldApart() {
        Diff diff = Diff.of(base, List.of(again), Judging.USUAL);
        assertThat(diff.rows()).hasSizeGreaterThanOrEqualTo(40)
                .noneMatch(row -> row.change() == Change.TOO_FEW_SAMPLES);
        assertThat(diff.rows().stream().filter(row -> row.change().isDifference()).count())
                .isLessThanOrEqualTo(diff.rows().size() / 20);
    }

    @Test
    void aPlantedTenthIsFoundInNineteenRowsOfTwenty() {
        assertThat(foundSlower(base, slowedDown(base, 1.1))).isGreaterThanOrEqualTo(0.95);
        assertThat(foundSlower(again, slowedDown(again, 1.1))).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aPlantedTenthIsFoundInTheOtherReportAsWell() {
        assertThat(foundSlower(base, slowedDown(again, 1.1))).isGreaterThanOrEqualTo(0.95);
        assertThat(DiffFindings.remarks(Diff.of(base, List.of(slowedDown(again, 1.1)), Judging.USUAL)))
                .anyMatch(remark -> remark.contains("look at the machine first"));
    }

    private static double foundSlower(JmhReport base, JmhReport now) {
        List<Row> rows = Diff.of(base, List.of(now), Judging.USUAL).rows();
        return (double) rows.stream().filter(row -> row.change() == Change.SLOWER).count() / rows.size();
    }

    /** Every sample of every benchmark: throughput goes down, time goes up. */
    private static JmhReport slowedDown(JmhReport report, double times) {
        return new JmhReport("planted", report.results().stream().map(result -> {
            double factor = result.primary().better() == Direction.HIGHER ? 1 / times : times;
            return new BenchmarkResult(result.key(), result.setting(), scaled(result.primary(), factor), Map.of());
        }).toList(), List.of());
    }

    private static Score scaled(Score metric, double factor) {
        return new Score(metric.value() * factor, metric.unit(), metric.iterationsByFork().stream()
                .map(fork -> Arrays.stream(fork).map(value -> value * factor).toArray()).toList(), Double.NaN, 0);
    }
}
