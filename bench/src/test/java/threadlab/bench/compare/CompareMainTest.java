package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.bench.process.RunFolder;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Runs;

/** The program as its users run it, as small as it gets. */
@Tag("process")
class CompareMainTest {
    @TempDir
    private Path folder;

    @Test
    void aRunWritesItsDataAndItsReportAndSaysWhere() throws Exception {
        Path out = folder.resolve("report");
        CompareProcess ended = CompareProcess.run(folder, "--sessions", "5", "--rounds", "1", "--warmup", "200ms",
                "--longest-warmup", "500ms", "--duration", "1s", "--out", out.toString());
        assertThat(ended.status()).as(ended.text()).isZero();
        assertThat(ended.lines()).contains("5 sessions").anyMatch(line -> line.startsWith("  platform "))
                .anyMatch(line -> line.startsWith("  virtual "))
                .contains("report: " + out.resolve("report.html"), "data:   " + out.resolve("compare.json"));
        RunRecord run = RunFile.read(out.resolve("compare.json"));
        assertThat(run.schema()).isEqualTo("threadlab-compare/4");
        assertThat(run.invocation().command()).startsWith("./lab compare --sessions 5 --rounds 1");
        assertThat(run.trials()).hasSize(5).allMatch(trial -> trial.result().isMeasured());
        assertThat(run.setup().environment().cpus()).isPositive();
        assertThat(Files.readString(out.resolve("report.html"))).contains("threadlab-compare/4");
        assertThat(out).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void serversWhoseWorkCallsABackendGetOneThatEndsWithTheRun() throws Exception {
        Path out = folder.resolve("report");
        CompareProcess ended = CompareProcess.small(folder, "--thread-model", "virtual", "--work", "call 2ms", "--out",
                out.toString());
        assertThat(ended.status()).as(ended.text()).isZero();
        RunRecord run = RunFile.read(out.resolve("compare.json"));
        assertThat(run.trials()).hasSize(2).allMatch(trial -> trial.result().isMeasured());
        List<String> server = run.trials().getFirst().commands().server();
        String[] backend = server.get(server.indexOf("--backend") + 1).split(":");
        assertThatIOException().isThrownBy(() -> new Socket(backend[0], Integer.parseInt(backend[1])).close());
    }

    @ParameterizedTest
    @CsvSource({"--sessions,0,sessions is 0", "--rounds,none,Invalid value for option '--rounds'",
            "--duration,5,Invalid value for option '--duration'", "--thread-model,green,thread-model is 'green'",
            "--thread-model,none,thread-model is none and there is no peer", "--size,-1,size: ",
            "--peer,netty,peer is 'netty'", "--find-rate,p99<1s,find-rate: 'p99<1s' is not a bound",
            "--map,cpu,'map is wrong at character 4, the end'",
            "--colour,red,Unknown options: '--colour'"})
    void aBadOptionIsNamedAndExitStatusIsTwo(String option, String value, String named) {
        assertThat(refusal(option, value, "--out", folder.resolve("out").toString())).startsWith("error: " + named);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsOneLineBeforeAnythingIsMeasured() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThat(lastLineOfAFailure("--out", file.resolve("report").toString()))
                .startsWith("error: cannot write " + file);
    }

    @Test
    void aPeerThatDoesNotStartIsToldAtOnceAndTheOthersAreKept() throws Exception {
        Path out = folder.resolve("report");
        CompareProcess ended = CompareProcess.small(folder, "--thread-model", "virtual-tuned", "--peer",
                "gone=/no/such {port}", "--rounds", "2", "--out", out.toString());
        assertThat(ended.status()).as(ended.text()).isOne();
        List<String> lines = ended.lines();
        List<String> told = lines.stream().filter(line -> line.startsWith("FAILED: trial")).toList();
        assertThat(told).hasSize(3).allMatch(line -> line.matches(".*, gone at 5 sessions: the server did not start: .*"
                + "/no/such.*"));
        assertThat(lines.indexOf(told.getFirst())).isLessThan(lines.indexOf(told.getLast()) - 5); // the table's rows
        assertThat(RunFile.read(out.resolve("compare.json")).trials()).hasSize(6)
                .filteredOn(trial -> trial.result().isMeasured()).hasSize(4);
    }

    @Test
    void aRunThatIsThereAlreadyIsKeptAndTheNewOneRefused() throws Exception {
        Path data = Files.writeString(folder.resolve("compare.json"), "hours of work");
        assertThat(lastLineOfAFailure("--out", folder.toString()))
                .isEqualTo("error: " + data + " is there already, and is kept: name another folder");
        assertThat(data).hasContent("hours of work");
    }

    @Test
    void aSecondRunInTheSameFolderIsRefused() throws Exception {
        Path out = folder.resolve("report");
        try (RunFolder held = RunFolder.of(out)) {
            assertThat(lastLineOfAFailure("--out", held.path().toString()))
                    .isEqualTo("error: cannot write " + out + ": another run writes there");
        }
    }

    @Test
    void anOptionWithNothingToDoIsRefused() throws Exception {
        Path earlier = Files.writeString(folder.resolve("earlier.json"), Json.text(Runs.against10(List.of(10), 5)));
        String out = folder.resolve("out").toString();
        assertThat(refusal("--tolerance", "5%", "--out", out))
                .isEqualTo("error: --tolerance is for --baseline, which is missing");
        assertThat(refusal("--explain", "--sessions", "500,2000", "--idle-sessions", "501", "--out", out))
                .isEqualTo("error: --explain takes up to 1000 sessions, idle ones included, and no load has so few");
        assertThat(refusal("--baseline", earlier.toString(), "--sessions", "11", "--out", out))
                .startsWith("error: the baseline has no candidate of this run at the same load in 4 rounds or more; "
                        + "it has ");
        assertThat(refusal("--baseline", earlier.toString(), "--sessions", "10", "--rounds", "3", "--out", out))
                .isEqualTo("error: rounds is 3, allowed: 4 or more with a baseline");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void resumeTakesNoOptionThatWouldChangeTheRun() {
        Path run = folder.resolve("some.json");
        assertThat(refusal("--resume", run.toString(), "--rounds", "3")).startsWith("error: --resume continues with");
    }

    /** The first line of what a usage error says. */
    private static String refusal(String... arguments) {
        var err = new StringWriter();
        assertThat(CompareMain.commandLine().setErr(new PrintWriter(err)).execute(arguments)).isEqualTo(2);
        return err.toString().lines().findFirst().orElseThrow();
    }

    private String lastLineOfAFailure(String... arguments) throws Exception {
        CompareProcess ended = CompareProcess.run(folder, arguments);
        assertThat(ended.status()).as(ended.text()).isOne();
        return ended.lines().getLast();
    }
}
