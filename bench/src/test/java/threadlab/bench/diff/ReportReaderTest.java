package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"throughput", "throughput-1.21"})
    void throughputWithParameters(String name) throws IOException {
        JmhReport report = SampleReports.report(folder, name);
        assertThat(report.results()).extracting(result -> text(result.key()))
                .containsExactly("Samples.sort size=16", "Samples.sort size=128", "Samples.sum size=16",
                        "Samples.sum size=128");
        assertThat(report.results()).allSatisfy(result -> {
            assertThat(result.key().mode()).isEqualTo("thrpt");
            assertThat(result.primary().better()).isEqualTo(Direction.HIGHER);
            assertThatItsScoreIsTheMeanOfItsForks(result.primary(), 2, 3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"average-gc", "average-gc-1.21"})
    void averageTimeWithTheFiguresOfAProfiler(String name) throws IOException {
        assertThat(SampleReports.report(folder, name).results()).hasSize(3).allSatisfy(result -> {
            assertThat(result.key().mode()).isEqualTo("avgt");
            assertThat(result.primary().better()).isEqualTo(Direction.LOWER);
            assertThatItsScoreIsTheMeanOfItsForks(result.primary(), 2, 3);
            assertThat(result.secondary()).containsKeys("gc.alloc.rate", "gc.alloc.rate.norm", "gc.count");
            assertThatItsScoreIsTheMeanOfItsForks(result.secondary().get("gc.alloc.rate.norm"), 2, 3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample", "sample-1.21"})
    void sampleTimeWithHistograms(String name) throws IOException {
        assertThat(SampleReports.report(folder, name).results()).hasSize(2).allSatisfy(result -> {
            assertThat(result.key().mode()).isEqualTo("sample");
            Score mean = result.primary();
            assertThat(mean.iterationsByFork()).hasSize(2).allSatisfy(fork -> assertThat(fork).hasSize(3));
            assertThat(mean.value()).isBetween(values(mean).min().orElseThrow(), values(mean).max().orElseThrow());
            Map<String, Score> percentiles = result.secondary();
            assertThat(percentiles).containsKeys("p0.50", "p0.99");
            assertThat(percentiles.get("p0.50").value()).isPositive()
                    .isLessThanOrEqualTo(percentiles.get("p0.99").value());
        });
    }

    @Test
    void singleShotsOfThreeForks() throws IOException {
        assertThat(SampleReports.report(folder, "single-shot").results()).hasSize(2)
                .allSatisfy(result -> assertThatItsScoreIsTheMeanOfItsForks(result.primary(), 3, 2));
    }

    @Test
    void aScoreThatIsNoNumberIsReadInQuotesAndWithout() throws IOException {
        String report = SampleReports.text("one-fork").replaceAll("(\"score\" : )[^,]*", "$1NaN");
        assertThat(read(report).results().getFirst().primary().value()).isNaN();
        assertThat(read(report.replace(": NaN", ": \"NaN\"")).results().getFirst().primary().value()).isNaN();
    }

    @Test
    void whatATerminalWouldObeyIsWrittenOut() throws IOException {
        String report = SampleReports.text("one-fork").replace("Samples.sum", "Samples.s\\u001b[2Jum");
        assertThat(read(report).results().getFirst().key().name()).contains("Samples.s\\u{1b}[2Jum");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"''# it is empty; JMH writes a report with -rf json",
            "' '# it is empty; JMH writes a report with -rf json",
            "hello# it is no JSON; JMH writes a report with -rf json",
            "3# it is no JSON; JMH writes a report with -rf json",
            "<html># it is XML or HTML; JMH writes a report with -rf json",
            "'Benchmark (n)  Mode  Cnt  Score  Error  Units'# it is what JMH prints, without the iterations; "
                    + "JMH writes a report with -rf json",
            "'# JMH version: 1.37'# it is what JMH prints, without the iterations; JMH writes a report with -rf json",
            "[# it is not JSON, or not whole", "[]# it holds no result",
            "{}# it is JSON, but no list of results; JMH writes a report with -rf json",
            "[{\"a\":1, \"a\":2}]# a name occurs twice in one object: Duplicate Object property \"a\"",
            "[] [INFO] done# what follows after its end is not JSON, or not whole",
            "'\"Benchmark\",\"Other\"'# it is CSV with other columns than JMH writes",
            "[3]# result 1: it is no object", "[null]# result 1: it is no object",
            "[{}]# result 1: it has no primaryMetric", "[{\"primaryMetric\": 1}]# result 1: primaryMetric is no object",
            "[{\"primaryMetric\": {}}]# result 1: it has no benchmark"})
    void whatIsNoReportIsRefusedInALine(String text, String reason) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("some.json") + " is no JMH report: " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"\"scoreUnit\"; \"x\"; a metric has no scoreUnit",
            "\"mode\"; \"x\"; it has no mode", "\"rawData\" : \\[; \"rawData\" : 3, \"x\" : [; rawData is no list",
            "\"score\" : [0-9.E-]*; \"score\" : \"fast\"; score is no number",
            "\"rawData\" : \\[\\s*\\[\\s*[0-9.]*; \"rawData\" : [[ {}; rawData is no number"})
    void aFieldThatIsNotAsJmhHasItIsNamed(String field, String instead, String reason) {
        String report = SampleReports.text("one-fork").replaceFirst(field, instead);
        assertThatThrownBy(() -> read(report)).hasMessageEndingWith("result 1: " + reason);
    }

    @Test
    void aReportThatIsCutOffIsRefused() {
        String report = SampleReports.text("throughput");
        assertThatThrownBy(() -> read(report.substring(0, report.length() / 2)))
                .hasMessageEndingWith("it is not JSON, or not whole");
    }

    @Test
    void theForksOfSeveralPassesCountTogether() throws IOException {
        JmhReport both = SampleReports.read(List.of(SampleReports.file(folder, "throughput"),
                SampleReports.file(folder, "one-fork")));
        BenchmarkResult sum = both.results().stream()
                .filter(result -> text(result.key()).equals("Samples.sum size=16")).findFirst().orElseThrow();
        assertThat(sum.primary().iterationsByFork()).hasSize(3);
        assertThat(both.results()).as("the others stay as they are").hasSize(4);
        assertThat(both.name()).endsWith("throughput.json and 1 more");
    }

    @Test
    void passesInOtherUnitsOfTheSameKindAreConverted() throws IOException {
        String text = SampleReports.text("one-fork");
        Path other = Files.writeString(folder.resolve("seconds.json"), text.replace("ops/ms", "ops/s"));
        Score score = SampleReports.read(List.of(SampleReports.file(folder, "one-fork"), other)).results().getFirst()
                .primary();
        double first = values(score).limit(1).sum();
        assertThat(values(score).skip(values(score).count() / 2).limit(1).sum() * 1000).isBetween(first * 0.999,
                first * 1.001);
        Path bytes = Files.writeString(folder.resolve("bytes.json"), text.replace("ops/ms", "B/op"));
        assertThatThrownBy(() -> SampleReports.read(List.of(SampleReports.file(folder, "one-fork"), bytes)))
                .hasMessage("the passes of a report measure Samples.sum in ops/ms and in B/op");
    }

    private JmhReport read(String text) throws IOException {
        return SampleReports.read(List.of(Files.writeString(folder.resolve("some.json"), text)));
    }

    private static void assertThatItsScoreIsTheMeanOfItsForks(Score metric, int forks, int iterations) {
        assertThat(metric.iterationsByFork()).hasSize(forks)
                .allSatisfy(fork -> assertThat(fork).hasSize(iterations));
        double mean = values(metric).average().orElseThrow();
        assertThat(metric.value()).isBetween(mean * 0.999, mean * 1.001);
    }

    private static String text(BenchmarkKey key) {
        return key.shortName() + " size=" + key.params().get("size");
    }

    private static DoubleStream values(Score metric) {
        return metric.iterationsByFork().stream().flatMapToDouble(Arrays::stream);
    }
}
