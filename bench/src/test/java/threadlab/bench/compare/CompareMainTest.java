package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.bench.verdict.Comparison;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Trial;

/** The program as its users run it, as small as it gets. */
class CompareMainTest {
    @TempDir
    private Path folder;

    @Test
    void aRunWritesItsDataAndItsReportAndSaysWhere() throws Exception {
        Path out = folder.resolve("report");
        Process process = compare("--sessions", "5", "--rounds", "1", "--warmup", "200ms", "--longest-warmup", "400ms",
                "--duration", "1s",
                "--out", out.toString());
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(lines).anyMatch(line -> line.matches(" +5  platform .*"))
                .anyMatch(line -> line.matches(" +5  virtual .*"))
                .contains("report: " + out.resolve("report.html"), "data:   " + out.resolve("compare.json"));
        Comparison run = Json.read(Comparison.class, Files.readString(out.resolve("compare.json")));
        assertThat(run.schema()).isEqualTo("threadlab-compare/3");
        assertThat(run.command()).startsWith("./lab compare --sessions 5 --rounds 1");
        assertThat(run.trials()).hasSize(4).allMatch(Trial::endedWell);
        assertThat(run.environment().cpus()).isPositive();
        assertThat(Files.readString(out.resolve("report.html"))).contains("threadlab-compare/3");
        assertThat(out).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @ParameterizedTest
    @CsvSource({"--sessions,0,sessions is 0", "--rounds,none,none", "--duration,5,is not a duration",
            "--thread-model,green,thread-model is 'green'", "--size,-1,is not a number of bytes",
            "--peer,netty,peer is 'netty'",
            "--colour,red,--colour"})
    void aBadOptionIsNamedAndExitStatusIsTwo(String option, String value, String named) throws Exception {
        Process process = compare(option, value, "--out", folder.resolve("out").toString());
        List<String> lines = process.inputReader().lines().toList();
        assertThat(lines.getFirst()).contains(named);
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
        assertThat(process.waitFor()).isEqualTo(2);
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
        Path out = folder.resolve("report");
        assertThat(compare("--thread-model", "virtual", "--sessions", "5", "--rounds", "2", "--warmup", "100ms",
                "--duration", "200ms", "--out", out.toString()).waitFor()).isZero();
        Path data = out.resolve("compare.json");
        Comparison whole = Json.read(Comparison.class, Files.readString(data));
        Comparison early = new Comparison(whole.schema(), whole.command(), whole.arguments(), whole.startedAt(),
                whole.elapsedSeconds(), whole.environment(), whole.pinning(), whole.adapted(), whole.plan(),
                whole.trials().subList(0, 1), List.of());
        Files.writeString(data, Json.text(early));
        Process process = compare("--resume", data.toString());
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        Comparison resumed = Json.read(Comparison.class, Files.readString(data));
        assertThat(resumed.trials()).extracting(Trial::number).containsExactly(1, 2, 3, 4);
        assertThat(resumed.trials().getFirst()).isEqualTo(whole.trials().getFirst());
        assertThat(resumed.elapsedSeconds()).isGreaterThan(whole.elapsedSeconds());
        assertThat(resumed.command()).isEqualTo(whole.command());
    }

    @Test
    void resumeTakesNoOptionThatWouldChangeTheRun() throws Exception {
        Process process = compare("--resume", "some.json", "--rounds", "3");
        assertThat(process.inputReader().lines().findFirst()).get().asString().startsWith("--resume goes on with");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    /** Ctrl-C: what has been measured is kept, drawn and told. */
    @Test
    void aRunThatIsInterruptedKeepsWhatItHasAndStillWritesTheReport() throws Exception {
        Path out = folder.resolve("report");
        Process process = compare("--thread-model", "virtual", "--sessions", "5", "--rounds", "1000", "--warmup",
                "100ms", "--duration", "100ms", "--out", out.toString());
        Path data = out.resolve("compare.json");
        await().until(() -> Files.exists(data)
                && Json.read(Comparison.class, Files.readString(data)).trials().size() >= 2);
        process.toHandle().destroy();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        Comparison run = Json.read(Comparison.class, Files.readString(data));
        assertThat(run.trials()).hasSizeGreaterThanOrEqualTo(2).allMatch(Trial::endedWell);
        assertThat(lines).anyMatch(line -> line.matches("The run ended early, after \\d+ of 2000 trials; .*"))
                .contains("report: " + out.resolve("report.html"));
        assertThat(out.resolve("report.html")).isNotEmptyFile();
    }

    private static Process compare(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), CompareMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
