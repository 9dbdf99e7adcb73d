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
        Process process = compare("--sessions", "5", "--rounds", "1", "--warmup", "200ms", "--longest-warmup", "500ms",
                "--duration", "1s", "--out", out.toString());
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(lines).contains("5 sessions").anyMatch(line -> line.startsWith("  platform "))
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
        Process process = compare("--thread-model", "virtual", "--work", "call 2ms", "--sessions", "5", "--rounds",
                "1", "--warmup", "200ms", "--longest-warmup", "500ms", "--duration", "1s", "--out", out.toString());
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
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
        Process process = compare("--out", file.resolve("report").toString());
        assertThat(process.inputReader().lines()).last().asString().startsWith("error: cannot write " + file);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    /** As a run does that is killed: the rest of its trials is missing. */
    @Test
    void aRunThatEndedEarlyGoesOnWithItsMissingTrialsAndKeepsTheOthers() throws Exception {
        assertThat(compare("--thread-model", "virtual-tuned", "--sessions", "5", "--rounds", "1", "--warmup", "500ms",
                "--longest-warmup", "500ms", "--duration", "1s").waitFor()).isZero();
        Path data = folder.resolve("lab-report/1/compare.json");
        RunRecord whole = RunFile.read(data);
        RunRecord early = whole.with(whole.invocation().elapsedSeconds(), whole.trials().subList(0, 1), List.of());
        Files.writeString(data, Json.text(early));
        Process process = compare("--resume");
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        RunRecord resumed = RunFile.read(data);
        assertThat(resumed.trials()).extracting(trial -> trial.spec().number()).containsExactly(1, 2);
        assertThat(resumed.trials().getFirst()).isEqualTo(whole.trials().getFirst());
        assertThat(resumed.invocation().elapsedSeconds()).isGreaterThan(whole.invocation().elapsedSeconds());
        assertThat(resumed.invocation().command()).isEqualTo(whole.invocation().command());
    }

    @Test
    void aPeerThatDoesNotStartIsToldAtOnceAndTheOthersAreKept() throws Exception {
        Path out = folder.resolve("report");
        Process process = compare("--thread-model", "virtual-tuned", "--peer", "gone=/no/such {port}", "--sessions",
                "5", "--rounds", "2", "--warmup", "200ms", "--longest-warmup", "500ms", "--duration", "1s", "--out",
                out.toString());
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isOne();
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

    /** Ctrl-C: what has been measured is kept, drawn and told. */
    @Test
    void aRunThatIsInterruptedKeepsWhatItHasAndStillWritesTheReport() throws Exception {
        Path out = folder.resolve("report");
        Process process = compare("--thread-model", "virtual-tuned", "--sessions", "5", "--rounds", "1000", "--warmup",
                "500ms", "--longest-warmup", "500ms", "--duration", "1s", "--out", out.toString());
        Path data = out.resolve("compare.json");
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(data)
                && RunFile.read(data).trials().size() >= 2);
        process.toHandle().destroy();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        RunRecord run = RunFile.read(data);
        assertThat(run.trials()).hasSizeGreaterThanOrEqualTo(2).anyMatch(trial -> trial.result().isMeasured());
        assertThat(lines).anyMatch(line -> line.matches("- The run ended early, after \\d+ trials in \\d+ rounds?; .*"))
                .contains("report: " + out.resolve("report.html"));
        assertThat(out.resolve("report.html")).isNotEmptyFile();
    }

    /** A file system of its own that is full after a few trials. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has tmpfs")
    void aDiskThatFillsEndsTheRunInALineAndNoFinishedTrialIsLost() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(status("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk.toString()))
                .as("may mount a file system").isZero();
        try {
            Process process = compare("--thread-model", "virtual-tuned", "--sessions", "5", "--rounds", "1000",
                    "--warmup",
                    "500ms", "--longest-warmup", "500ms", "--duration", "1s", "--out",
                    disk.resolve("report").toString());
            List<String> lines = process.inputReader().lines().toList();
            assertThat(process.waitFor()).isOne();
            Matcher line = Pattern.compile("error: cannot write .*compare\\.json: No space left on device; "
                    + "all (\\d+) trials are in (.*\\.json)").matcher(lines.getLast());
            assertThat(line.matches()).as(String.join("\n", lines)).isTrue();
            Path rescued = Path.of(line.group(2));
            assertThat(RunFile.read(rescued).trials()).hasSize(Integer.parseInt(line.group(1))).isNotEmpty()
                    .allMatch(trial -> trial.result().isMeasured());
            Files.delete(rescued);
        } finally {
            assertThat(status("umount", disk.toString())).isZero();
        }
    }

    private static int status(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    /** The first line of what a usage error says. */
    private static String refusal(String... arguments) {
        var err = new StringWriter();
        assertThat(CompareMain.commandLine().setErr(new PrintWriter(err)).execute(arguments)).isEqualTo(2);
        return err.toString().lines().findFirst().orElseThrow();
    }

    private String lastLineOfAFailure(String... arguments) throws Exception {
        Process process = compare(arguments);
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isOne();
        return lines.getLast();
    }

    private Process compare(String... arguments) throws IOException {
        return compare(folder, arguments);
    }

    /** Starts a comparison in a folder. */
    static Process compare(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), CompareMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    }
}
