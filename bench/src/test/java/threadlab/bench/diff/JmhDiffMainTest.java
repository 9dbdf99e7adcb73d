package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class JmhDiffMainTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void twoReportsOfTheSameCode() throws IOException {
        assertThat(diff(passes("base"), passes("again"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Computing.divide thrpt steps=256", "Computing.bits avgt steps=4096",
                "the same within 5 %", "again-1.json and 15 more against ").contains("of 44 benchmarks");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throughput", "average-gc", "sample"})
    void reportsOfAnOldAndANewVersionOfJmhAreCompared(String shape) throws IOException {
        assertThat(diff(file(shape + "-1.21"), file(shape))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("The settings differ: JMH 1.21", "JMH 1.37");
    }

    @Test
    void ofASingleIterationOfASingleForkNothingIsSaid() throws IOException {
        assertThat(diff(file("one-fork"), file("throughput"))).isZero();
        assertThat(out.toString()).contains("too few samples to tell",
                "1 of 1 not judged, with a single fork of a single iteration in a report",
                "3 in throughput.json, not in one-fork.json: Samples.sort size=16");
    }

    @Test
    void theValuesOfAParameterAreCompared() throws IOException {
        assertThat(diff("--by", "steps", passes("base"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("4096 against 256, Computing.divide (thrpt): slower (")
                .contains("1024 against 256, Computing.rotate (avgt): slower (");
    }

    @Test
    void moreReportsThanTwoAreAllComparedWithTheFirst() throws IOException {
        assertThat(diff(file("throughput-1.21"), file("throughput"), file("one-fork"))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("throughput.json against ", "one-fork.json against ");
    }

    @Test
    void aSlowerBenchmarkFailsOnlyBeyondTheToleranceAndOnlyWhenAsked() throws IOException {
        String base = passes("base");
        String slower = slowedDown(1.2);
        assertThat(diff(base, slower)).isZero();
        assertThat(diff("--fail-on-slower", "50%", base, slower)).isZero();
        assertThat(err.toString()).doesNotContain("error");
        assertThat(diff("--fail-on-slower", "5%", base, slower)).isEqualTo(1);
        assertThat(err.toString()).contains(" slower than allowed: ").contains("Computing.rotate avgt steps=");
        assertThat(diff("--fail-on-slower", "5%", slower, base)).as("faster is no failure").isZero();
    }

    @Test
    void thePageTheDataAndTheMarkdownSayTheSame() throws IOException {
        Path page = folder.resolve("page.html");
        Path data = folder.resolve("data.json");
        assertThat(diff(file("average-gc-1.21"), file("average-gc"), "--html", page.toString(), "--json",
                data.toString(), "--markdown")).as(err.toString()).isZero();
        Map<String, Object> json = JSON.std.mapFrom(Files.readString(data));
        assertThat(json).containsEntry("schema", "threadlab-jmh-diff/3").containsEntry("confidence", 0.99);
        assertThat((List<?>) json.get("rows")).hasSizeGreaterThan(3)
                .allMatch(row -> ((Map<?, ?>) row).keySet().containsAll(List.of("benchmark", "ratio", "change")));
        String sentence = ((List<?>) ((Map<?, ?>) json.get("summary")).get("findings")).getFirst().toString();
        assertThat(out.toString()).startsWith("- " + sentence).contains("| benchmark | base | new | ratio |  |");
        assertThat(page).content().contains(sentence).contains("<svg class=\"axis\"").doesNotContain("<script");
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTheTableIsPrintedAllTheSame() throws IOException {
        assertThat(diff(file("base-1"), file("again-1"), "--html", folder.resolve("no/page.html").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("error: cannot write ").contains("page.html");
        assertThat(out.toString()).contains("Computing.divide");
    }

    @Test
    void textInAReportIsTextInThePage() throws IOException {
        Path evil = Files.writeString(folder.resolve("evil.json"),
                SampleReports.text("one-fork").replace("samples.Samples.sum", "samples.<b>.x|y"));
        Path other = Files.writeString(folder.resolve("other.json"), Files.readString(evil) + "\n");
        Path page = folder.resolve("page.html");
        assertThat(diff(evil.toString(), other.toString(), "--html", page.toString(), "--markdown")).isZero();
        assertThat(page).content().contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(out.toString()).contains("x\\|y ");
    }

    @Test
    void theSameReportTwiceIsRefused() throws IOException {
        String base = file("base-1");
        String copy = Files.copy(Path.of(base), folder.resolve("copy.json")).toString();
        assertThatIsRefused(base + " and " + base + " are the same report", base, base);
        assertThatIsRefused(base + " and " + copy + " are the same report", base, copy);
    }

    @Test
    void reportsWithNothingInCommonAreRefused() throws IOException {
        assertThatIsRefused("base-1.json and single-shot.json"
                + " have no benchmark in common (the same name, mode, unit, threads and parameters)", file("base-1"),
                file("single-shot"));
    }

    @Test
    void aLineThatAsksForNothingThatCanBeDoneIsRefused() throws IOException {
        assertThatIsRefused("there is one report: name another to compare it with, or --by PARAM", file("base-1"));
        assertThatIsRefused("--by compares within one report, and there are 2", "--by", "steps", file("base-1"),
                file("again-1"));
        assertThatIsRefused("no benchmark in base-1.json" + " has a parameter 'threadModel', allowed:"
                + " steps, method, group, mode, threads", "--by", "threadModel", file("base-1"));
        assertThatIsRefused("the parameter 'size' has only the value 16 in average-gc.json", "--by", "size",
                file("average-gc"));
        assertThatIsRefused("Missing required parameter: 'REPORT[,REPORT...]'");
        assertThatIsRefused(folder.resolve("none.json") + " is no JMH report: there is no such file", file("base-1"),
                folder.resolve("none.json").toString());
        assertThatIsRefused(
                "Invalid value for positional parameter at index 0..* (REPORT[,REPORT...]): 'a.json,' is not a"
                        + " file, or several with commas between them",
                "a.json,");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatIsRefused(empty + " is no JMH report: no .json is in this folder", file("base-1"),
                empty.toString());
        assertThatIsRefused("Invalid value for option '--fail-on-slower': 'much' is not a percentage such as 5%",
                "--fail-on-slower", "much", file("base-1"), file("again-1"));
    }

    private void assertThatIsRefused(String line, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(diff(arguments)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("error: " + line, "Try './lab jmh-diff --help'.");
    }

    private String passes(String name) throws IOException {
        return SampleReports.passes(folder, name).stream().map(Path::toString).collect(Collectors.joining(","));
    }

    private String file(String name) throws IOException {
        return SampleReports.file(folder, name).toString();
    }

    /** A copy of the second report in which every average time is longer. */
    private String slowedDown(double times) throws IOException {
        List<String> files = new ArrayList<>();
        for (int pass = 1; pass <= 16; pass++) {
            List<Object> results = JSON.std.listFrom(SampleReports.text("again-" + pass));
            results.stream().map(result -> (Map<?, ?>) result).filter(result -> result.get("mode").equals("avgt"))
                    .forEach(result -> slowDown((Map<?, ?>) result.get("primaryMetric"), times));
            files.add(Files.writeString(folder.resolve("slower-" + pass + ".json"), JSON.std.asString(results))
                    .toString());
        }
        return String.join(",", files);
    }

    private static void slowDown(Map<?, ?> metric, double times) {
        for (Object fork : (List<?>) metric.get("rawData")) {
            @SuppressWarnings("unchecked")
            List<Object> iterations = (List<Object>) fork;
            iterations.replaceAll(value -> ((Number) value).doubleValue() * times);
        }
    }

    private int diff(String... arguments) {
        out.getBuffer().setLength(0);
        return JmhDiffMain.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
