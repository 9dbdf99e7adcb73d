package threadlab.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.soak.drift.EndReasonBalance;
import threadlab.bench.soak.report.Soak;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.verdict.Json;

/** The program as its users run it, as short as it gets. */
class SoakMainTest {
    @TempDir
    private static Path folder;
    private static Process whole;
    private static Process interrupted;

    /** At the same time, for they mostly wait. */
    @BeforeAll
    static void startBoth() throws IOException {
        whole = soak("--for", "5s", "--out", folder.resolve("whole").toString());
        interrupted = soak("--for", "60s", "--out", folder.resolve("interrupted").toString());
    }

    @AfterAll
    static void leaveNone() {
        whole.destroyForcibly();
        interrupted.destroyForcibly();
    }

    /** Whether so short a run shows a drift is not asked: the JVM has hardly begun to compile. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void aShortSoakOfOurServerExplainsEveryEndAndLeavesNothing() throws Exception {
        Path out = folder.resolve("whole");
        List<String> lines = whole.inputReader().lines().toList();
        int status = whole.waitFor();

        Soak soak = read(out);
        assertThat(status).as(String.join("\n", lines)).isEqualTo(soak.held() ? 0 : 1);
        assertThat(soak.leftovers()).hasSize(4).noneMatch(Residual::isLeft);
        assertThat(soak.accounts()).extracting(EndReasonBalance::reason).containsExactly("end-of-stream", "idle",
                "reset");
        assertThat(soak.accounts()).allMatch(EndReasonBalance::isExplained);
        assertThat(soak.honest()).allMatch(load -> load.failed() == 0 && load.echoes() > 0);
        assertThat(soak.rude()).hasSize(5).allMatch(crowd -> crowd.surprises() == 0 && crowd.visits() > 0);
        assertThat(soak.samples()).extracting(Sample::phase).contains("before", "settle", "steady", "after");
        assertThat(soak.drifts()).hasSize(7).allMatch(drift -> drift.perMinute() != null);
        assertThat(lines).contains("data:   " + out.resolve("soak.json"), "report: " + out.resolve("soak.html"));
        assertThat(Files.readString(out.resolve("soak.html"))).contains("threadlab-soak/1");
        assertThat(out).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    /** TERM, as Ctrl-C. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void aSoakThatIsInterruptedJudgesAndWritesWhatThereIsAndLeavesNoServer() throws Exception {
        Path out = folder.resolve("interrupted");
        await().atMost(Duration.ofMinutes(1)).until(() -> hasConnections(interrupted));
        List<ProcessHandle> children = interrupted.descendants().toList();
        interrupted.toHandle().destroy(); // and not the Process, which would close its output
        List<String> lines = interrupted.inputReader().lines().toList();

        assertThat(interrupted.waitFor()).as(String.join("\n", lines)).isEqualTo(128 + 15);
        Soak soak = read(out);
        assertThat(soak.cutShort()).isTrue();
        assertThat(soak.answer()).anyMatch(sentence -> sentence.startsWith("It was cut short, after "));
        assertThat(soak.accounts()).isNotEmpty().allMatch(EndReasonBalance::isExplained);
        assertThat(lines).contains("report: " + out.resolve("soak.html"));
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    /** The server's: more descriptors than a JVM has by itself. */
    private static boolean hasConnections(Process process) {
        return process.descendants().anyMatch(child -> {
            String[] open = Path.of("/proc", String.valueOf(child.pid()), "fd").toFile().list();
            return open != null && open.length > 120;
        });
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsOneLineBeforeAnythingBegins() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Process process = soak("--out", file.resolve("soak").toString());

        assertThat(process.inputReader().lines()).last().asString().startsWith("error: cannot write " + file);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static Soak read(Path out) throws IOException {
        return Json.read(Soak.class, Files.readString(out.resolve("soak.json")));
    }

    private static Process soak(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), SoakMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
