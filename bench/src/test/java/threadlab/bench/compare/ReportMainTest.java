package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.bench.report.ComparePage;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Runs;

class ReportMainTest {
    private static final RunRecord RUN = Runs.run(List.of(10, 100), Runs.ok(1, "platform", 10, 100, 10.0),
            Runs.ok(1, "virtual", 10, 200, 5.0), Runs.failed(1, "platform", 100, "the run ended here"));

    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();

    @Test
    void aRunThatEndedEarlyIsDrawnFromItsDataAlone() throws IOException {
        Path data = Files.writeString(folder.resolve("compare.json"), Json.text(RUN));
        assertThat(report(data.toString())).as(err.toString()).isZero();
        assertThat(folder.resolve("report.html")).content().isEqualTo(ComparePage.of(Report.of(RUN)))
                .contains("the run ended here");
        assertThat(report(data.toString(), "--out", folder.resolve("other.html").toString())).isZero();
        assertThat(folder.resolve("other.html")).hasSameTextualContentAs(folder.resolve("report.html"));
    }

    @Test
    void ofAFolderItIsTheLatestRun() throws IOException {
        Files.writeString(folder.resolve("compare.json"), "{}");
        for (String number : List.of("2", "10")) {
            Files.writeString(Files.createDirectory(folder.resolve(number)).resolve("compare.json"), Json.text(RUN));
        }
        assertThat(report(folder.toString())).as(err.toString()).isZero();
        assertThat(folder.resolve("10/report.html")).content().isEqualTo(ComparePage.of(Report.of(RUN)));
        assertThat(report(folder.resolve("2").toString())).as(err.toString()).isZero();
        assertThat(folder.resolve("2/report.html")).isNotEmptyFile();
    }

    @Test
    void aLinkInPlaceOfThePageStaysAndNothingBesideItIsWritten() throws IOException {
        Path data = Files.writeString(folder.resolve("compare.json"), Json.text(RUN));
        Path other = Files.writeString(folder.resolve("other"), "keep");
        Path trap = Files.createSymbolicLink(folder.resolve("report.html.part"), other);
        Path link = Files.createSymbolicLink(folder.resolve("report.html"), Path.of("page.html"));
        assertThat(report(data.toString())).as(err.toString()).isZero();
        assertThat(other).content().isEqualTo("keep");
        assertThat(trap).isSymbolicLink();
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("page.html")).content().isEqualTo(ComparePage.of(Report.of(RUN)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';',
            value = {"[]; it is a list, allowed: an object", "null; it is null, allowed: an object",
                    "{\"schema\"; it is not JSON, or not whole",
                    "''; it is not JSON, or not whole",
                    "{}; its schema is null, allowed: threadlab-compare/4",
                    "{\"schema\": \"threadlab-compare/1\"}; its schema is threadlab-compare/1, allowed: threadlab-c",
                    "{\"schema\": \"threadlab-compare/4\"}; invocation is missing",
                    "{\"schema\": \"threadlab-compare/4\", \"invocation\": 5}; invocation is 5, allowed: an object",
                    "{\"schema\": \"threadlab-compare/4\", \"invocation\": {}}; invocation.command is missing"})
    void whatIsNoRunIsRefusedInALine(String text, String reason) throws IOException {
        Path data = Files.writeString(folder.resolve("some.json"), text);
        assertThat(report(data.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: " + data + " is no run of compare: " + reason);
        assertThat(err.toString()).doesNotContain("\tat ");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(report(folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("error: " + folder.resolve("none.json") + " is no run of compare: there is no such file");
    }

    @Test
    void aFolderIsNoRun() {
        assertThat(report(folder.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: " + folder + " is no run of compare: it is a folder");
    }

    @Test
    void aPageNeverTakesThePlaceOfTheData() throws IOException {
        Path data = Files.writeString(folder.resolve("compare.json"), Json.text(RUN));
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        for (Path name : List.of(data, link)) {
            assertThat(report(folder.toString(), "--out", name.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("error: out is " + name + ", which is the data");
        }
        assertThat(data).content().isEqualTo(Json.text(RUN));
    }

    private int report(String... arguments) {
        return ReportMain.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
