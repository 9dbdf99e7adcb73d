package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a report may come from, and the shapes that it may have. */
class ReportSourcesTest {
    @TempDir
    private Path folder;
    private Reports reports;
    private String one;
    private String other;

    @BeforeEach
    void make() {
        reports = new Reports(folder);
        one = Reports.json(reports.result("org.x.Bench.foo", 100));
        other = Reports.json(reports.result("org.x.Bench.bar", 100));
    }

    @Test
    void listsOneAfterTheOtherAreOneReport() throws IOException {
        assertThat(names(read(write("all.json", one + "\n" + other)))).containsExactly("foo", "bar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkTellsTheEncoding(String encoding) throws IOException {
        assertThat(names(read(Files.write(folder.resolve("a.json"),
                ("\ufeff" + one).getBytes(Charset.forName(encoding))).toString()))).containsExactly("foo");
    }

    @Test
    void gzipIsReadWhateverTheFileIsCalled() throws IOException {
        assertThat(names(read(Files.write(folder.resolve("a.json"), gzip(one.getBytes(StandardCharsets.UTF_8)))
                .toString()))).containsExactly("foo");
    }

    @Test
    void gzipThatIsCutOffOrExpandsWithoutEndIsRefused() throws IOException {
        byte[] zipped = gzip(one.getBytes(StandardCharsets.UTF_8));
        String half = Files.write(folder.resolve("half.gz"), Arrays.copyOf(zipped, zipped.length / 2))
                .toString();
        assertThatThrownBy(() -> read(half)).hasMessageStartingWith(half + " is no JMH report: it cannot be read: ");
        String bomb = Files.write(folder.resolve("bomb.gz"),
                gzip(new byte[(int) (Runtime.getRuntime().maxMemory() / 64) + 100])).toString();
        assertThatThrownBy(() -> read(bomb)).hasMessageContaining("it is too large: it has more than ");
    }

    @Test
    void aMinusIsStandardInputWhichIsReadOnce() {
        ReportReader reader = new ReportReader(new ByteArrayInputStream(one.getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.read(List.of(ReportArgument.parse("-"))).getFirst()).satisfies(report -> {
            assertThat(report.name()).isEqualTo("standard input");
            assertThat(names(report)).containsExactly("foo");
        });
        assertThatThrownBy(() -> reader.read(List.of(ReportArgument.parse("-"))))
                .hasMessage("standard input is no JMH report: it is named twice, and can be read once");
    }

    @Test
    void theFilesOfAFolderArePassesAndWhatElseIsThereIsNoted() throws IOException {
        write("1.json", one);
        write("2.json", Reports.json(reports.result("org.x.Bench.foo", 101)));
        write("environment.json", "{}");
        write("notes.txt", "hello");
        JmhReport report = read(folder.toString());
        assertThat(report.results().getFirst().primary().iterationsByFork()).hasSize(10);
        assertThat(report.name()).isEqualTo(folder.getFileName().toString());
        assertThat(report.notes()).singleElement().asString()
                .contains("environment.json is left out: it is JSON, but no list of results");
    }

    @Test
    void aFolderWithoutReportsIsRefused() throws IOException {
        assertThatThrownBy(() -> read(folder.toString()))
                .hasMessage(folder + " is no JMH report: no .json is in this folder");
        write("environment.json", "{}");
        assertThatThrownBy(() -> read(folder.toString()))
                .hasMessageContaining("environment.json is left out: it is JSON, but no list of results");
    }

    @Test
    void aCommaWithinANameThatExistsSeparatesNothing() throws IOException {
        String first = write("Azul Systems, Inc.-17.json", one);
        String second = write("other, too.json", other);
        assertThat(ReportArgument.parse(first + "," + second).parts()).containsExactly(Path.of(first), Path.of(second));
        assertThat(names(read(first + "," + second))).containsExactly("foo", "bar");
        assertThat(ReportArgument.parse("none.json,gone.json").parts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {",|1.5", ";|1,5"})
    void theTablesOfJmhAreReadWithTheirErrors(String separator, String number) throws IOException {
        String csv = """
                "Benchmark"_"Mode"_"Threads"_"Samples"_"Score"_"Score Error (99.9%)"_"Unit"_"Param: text"
                "org.x.Bench.foo"_"avgt"_2_25_NUMBER_NUMBER_"ns/op"_"a, b; c"
                "org.x.Bench.foo:gc.count"_"avgt"_2_25_3_NaN_"counts"_"a, b; c"
                """.replace("_", separator).replace("NUMBER", number);
        BenchmarkResult result = read(write("a.csv", csv)).results().getFirst();
        assertThat(result.key())
                .isEqualTo(new BenchmarkKey("org.x.Bench.foo", "avgt", 2, Map.of("text", "a, b; c")));
        assertThat(result.primary().value()).isEqualTo(1.5);
        assertThat(result.primary().error()).isEqualTo(1.5);
        assertThat(result.primary().iterations()).isEqualTo(25);
        assertThat(result.secondary()).containsOnlyKeys("gc.count");
    }

    @Test
    void aLineOfATableThatIsNotAsTheOthersIsNamed() {
        String head = "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error (99.9%)\",\"Unit\"\n";
        assertThatThrownBy(() -> read(write("a.csv", head + "\"a\",\"b\"")))
                .hasMessageContaining("line 2 has 2 columns, and the first line has 7");
        assertThatThrownBy(() -> read(write("b.csv", head + "\"a\",\"avgt\",1,5,fast,1,\"ns/op\"")))
                .hasMessageContaining("line 2: 'fast' is no number");
    }

    @Test
    void whatIsNestedDeeperThanAnyReportIsRefused() {
        assertThatThrownBy(() -> read(write("deep.json", "[".repeat(100_000))))
                .hasMessageContaining("it is too large: ").message().hasLineCount(1);
        assertThatThrownBy(() -> read(write("deep2.json", "[" + "{\"a\":".repeat(100_000))))
                .hasMessageContaining("it is too large: ").message().hasLineCount(1);
    }

    @Test
    void aNumberInQuotesIsNone() {
        assertThatThrownBy(() -> read(write("a.json", one.replaceFirst("\"score\":([0-9.]+)", "\"score\":\"$1\""))))
                .hasMessageEndingWith("result 1: score is no number");
    }

    @Test
    void aResultNeverTakesThePlaceOfAReport() throws IOException {
        String base = write("base.json", one);
        String now = write("new.json", Reports.json(reports.result("org.x.Bench.foo", 101)));
        assertThat(reports.diff(base, now, "--json", now)).isEqualTo(2);
        assertThat(reports.err).startsWith("error: " + now + " is a report that is compared");
        assertThat(Files.readString(Path.of(now))).startsWith("[");
    }

    @Test
    void norOfOneInAFolderOrBehindALinkNorOfAnotherResult() throws IOException {
        String base = write("base.json", one);
        Files.createDirectory(folder.resolve("passes"));
        String pass = write("passes/1.json", Reports.json(reports.result("org.x.Bench.foo", 101)));
        String passes = folder.resolve("passes").toString();
        String link = Files.createSymbolicLink(folder.resolve("link"), Path.of(base)).toString();
        String other = folder.resolve("other").toString();
        assertThat(reports.diff(base, passes, "--html", pass)).isEqualTo(2);
        assertThat(reports.diff(base, passes, "--json", link)).isEqualTo(2);
        assertThat(reports.diff(base, passes, "--json", other, "--html", other)).isEqualTo(2);
        assertThat(reports.err).startsWith("error: --html and --json are both " + other);
        assertThat(reports.diff(base, passes, "--html", passes + "/page.html")).as(reports.err).isZero();
        assertThat(Path.of(base)).content().isEqualTo(one);
    }

    @Test
    void whatJmhOfThisLabWritesBesideAReportIsNone() throws IOException {
        Files.createDirectory(folder.resolve("lab-jmh"));
        write("lab-jmh/jmh-result.json", one);
        write("lab-jmh/jmh-environment.json", "{}");
        assertThat(read(folder.resolve("lab-jmh").toString()).notes()).isEmpty();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static JmhReport read(String argument) {
        return new ReportReader(InputStream.nullInputStream()).read(List.of(ReportArgument.parse(argument)))
                .getFirst();
    }

    private static Stream<String> names(JmhReport report) {
        return report.results().stream().map(result -> result.key().shortName().replace("Bench.", ""));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
