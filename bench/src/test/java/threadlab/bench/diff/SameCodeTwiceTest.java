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

/** Two reports of the same code, measured one after the other: what is shown in them is wrong, what is planted is right. */
class SameCodeTwiceTest {
    @TempDir
    private Path folder;
    private JmhReport base;
    private JmhReport again;

    @BeforeEach
    void read() throws IOException {
        base = SampleReports.report(folder, "base");
        again = SampleReports.report(folder, "again");
    }

    @Test
    void atMostOneRowInTwentyIsToldApart() {
        assertThat(base.results()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(toldApart(Diff.of(base, List.of(again)))).isLessThanOrEqualTo(base.results().size() / 20);
    }

    @Test
    void aPlantedTenthIsFoundInNineteenRowsOfTwenty() {
        Diff diff = Diff.of(base, List.of(slowedDown(base, 1.1)));
        long slower = diff.rows().stream().filter(row -> row.change() == Change.SLOWER).count();
        assertThat(slower).isGreaterThanOrEqualTo(base.results().size() * 95 / 100 + 1);
    }

    @Test
    void aPlantedTenthIsFoundInTheOtherReportAsWell() {
        Diff diff = Diff.of(base, List.of(slowedDown(again, 1.1)));
        long slower = diff.rows().stream().filter(row -> row.change() == Change.SLOWER).count();
        assertThat(slower).isGreaterThanOrEqualTo(base.results().size() * 95 / 100 + 1);
        assertThat(DiffAnswer.remarks(diff)).anyMatch(remark -> remark.contains("look at the machine first"));
    }

    private static long toldApart(Diff diff) {
        return diff.rows().stream().filter(row -> row.finding().isDifference()).count();
    }

    /** Every sample of every benchmark: throughput goes down, time goes up. */
    private static JmhReport slowedDown(JmhReport report, double times) {
        return new JmhReport("planted", report.setting(), report.results().stream().map(result -> {
            double factor = result.primary().better() == Better.HIGHER ? 1 / times : times;
            return new BenchmarkResult(result.key(), scaled(result.primary(), factor), Map.of());
        }).toList());
    }

    private static Metric scaled(Metric metric, double factor) {
        return new Metric(metric.score() * factor, metric.unit(), metric.iterationsByFork().stream()
                .map(fork -> Arrays.stream(fork).map(value -> value * factor).toArray()).toList());
    }
}
