package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.RunRecord;

/** A run that ends before all is measured keeps what it has. */
@Tag("process")
class UnfinishedRunTest {
    @TempDir
    private Path folder;

    /** As a run does that is killed: the rest of its trials is missing. */
    @Test
    void aRunThatEndedEarlyGoesOnWithItsMissingTrialsAndKeepsTheOthers() throws Exception {
        CompareProcess first = CompareProcess.small(folder, "--thread-model", "virtual-tuned");
        assertThat(first.status()).as(first.text()).isZero();
        Path data = folder.resolve("lab-report/1/compare.json");
        RunRecord whole = RunFile.read(data);
        RunRecord early = whole.with(whole.invocation().elapsedSeconds(), whole.trials().subList(0, 1), List.of());
        Files.writeString(data, Json.text(early));
        CompareProcess rest = CompareProcess.run(folder, "--resume");
        assertThat(rest.status()).as(rest.text()).isZero();
        RunRecord resumed = RunFile.read(data);
        assertThat(resumed.trials()).extracting(trial -> trial.spec().number()).containsExactly(1, 2);
        assertThat(resumed.trials().getFirst()).isEqualTo(whole.trials().getFirst());
        assertThat(resumed.invocation().elapsedSeconds()).isGreaterThan(whole.invocation().elapsedSeconds());
        assertThat(resumed.invocation().command()).isEqualTo(whole.invocation().command());
    }

    /** Ctrl-C: what has been measured is kept, drawn and told. */
    @Test
    void aRunThatIsInterruptedKeepsWhatItHasAndStillWritesTheReport() throws Exception {
        Path out = folder.resolve("report");
        Process process = CompareProcess.start(folder, Map.of(), CompareProcess.smallWith("--thread-model",
                "virtual-tuned", "--rounds", "1000", "--out", out.toString()));
        Path data = out.resolve("compare.json");
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(data)
                && RunFile.read(data).trials().size() >= 2);
        process.toHandle().destroy();
        List<String> lines = CompareProcess.ended(process).lines();
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
            CompareProcess ended = CompareProcess.small(folder, "--thread-model", "virtual-tuned", "--rounds", "1000",
                    "--out", disk.resolve("report").toString());
            assertThat(ended.status()).as(ended.text()).isOne();
            Matcher line = Pattern.compile("error: cannot write .*compare\\.json: No space left on device; "
                    + "all (\\d+) trials are in (.*\\.json)").matcher(ended.lines().getLast());
            assertThat(line.matches()).as(ended.text()).isTrue();
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
}
