package threadlab.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.BriefJvm;
import threadlab.bench.soak.report.EndReasonBalance;
import threadlab.bench.soak.report.Soak;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.verdict.Json;
import threadlab.support.LinuxProcess;

/** Runs the command as its users do, for as short a time as it allows. */
@Tag("process")
class SoakMainTest {
    @TempDir
    private static Path folder;
    private static Process whole;
    private static Process interrupted;

    /** Runs both at the same time, since they mostly wait. */
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

    /** Drift is not checked: the JVM has hardly begun to compile. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void inAShortSoakAllSessionsEndAsExpectedAndNothingIsLeft() throws Exception {
        Path out = folder.resolve("whole");
        List<String> lines = whole.inputReader().lines().toList();
        int status = whole.waitFor();

        Soak soak = read(out);
        assertThat(status).as(String.join("\n", lines)).isEqualTo(soak.verdict().held() ? 0 : 1);
        assertThat(soak.verdict().residuals()).hasSize(4).noneMatch(Residual::isLeft);
        assertThat(soak.verdict().endReasons()).extracting(EndReasonBalance::reason).containsExactly("end-of-stream",
                "idle",
                "reset");
        assertThat(soak.verdict().endReasons()).allMatch(balance -> balance.closed() == balance.expected());
        assertThat(soak.clients().verified()).allMatch(load -> load.failures().total() == 0 && load.echoes() > 0);
        assertThat(soak.clients().misbehaving()).hasSize(5)
                .allMatch(group -> group.unexpected() == 0 && group.connections() > 0);
        assertThat(soak.samples()).extracting(Sample::phase).contains("before", "settle", "steady", "after");
        assertThat(soak.verdict().drifts()).hasSize(7).allMatch(drift -> drift.trend() != null);
        assertThat(lines).contains("data:   " + out.resolve("soak.json"), "report: " + out.resolve("soak.html"));
        assertThat(Files.readString(out.resolve("soak.html"))).contains("threadlab-soak/3");
        assertThat(out).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    /** By a TERM, which has the same effect as Ctrl-C. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void anInterruptedSoakIsJudgedAndWrittenAndLeavesNoServer() throws Exception {
        Path out = folder.resolve("interrupted");
        await().atMost(Duration.ofMinutes(1)).until(() -> hasConnections(interrupted));
        List<ProcessHandle> children = interrupted.descendants().toList();
        interrupted.toHandle().destroy(); // and not the Process, which would close its output
        List<String> lines = interrupted.inputReader().lines().toList();

        assertThat(interrupted.waitFor()).as(String.join("\n", lines)).isEqualTo(128 + 15);
        Soak soak = read(out);
        assertThat(soak.run().cutShort()).isTrue();
        assertThat(soak.verdict().findings()).anyMatch(finding -> finding.startsWith("It was cut short after "));
        assertThat(soak.verdict().endReasons()).isNotEmpty()
                .allMatch(balance -> balance.closed() == balance.expected());
        assertThat(lines).contains("report: " + out.resolve("soak.html"));
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    /** Returns whether the server has more descriptors than a JVM opens for itself. */
    private static boolean hasConnections(Process process) {
        return process.descendants().anyMatch(child -> {
            OptionalInt open = LinuxProcess.of(child.pid()).descriptors();
            return open.isPresent() && open.getAsInt() > 120;
        });
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsRefusedBeforeTheSoakBegins() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Process process = soak("--out", file.resolve("soak").toString());

        assertThat(process.inputReader().lines()).last().asString().startsWith("error: cannot write " + file);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void tooFewDescriptorsAreToldBeforeItBegins() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 150 && exec \"$@\"", "sh"));
        Path out = folder.resolve("none");
        command.addAll(BriefJvm.command(SoakMain.class, "--out", out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(BriefJvm.ownLines(process.inputReader().lines())).singleElement().asString()
                .startsWith("error: 150 sessions need as many file descriptors");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void aSoakThatIsThereAlreadyIsKept() throws Exception {
        Path old = Files.createDirectory(folder.resolve("old"));
        Path data = Files.writeString(old.resolve("soak.json"), "a day of work");
        Process process = soak("--out", old.toString());

        assertThat(BriefJvm.ownLines(process.inputReader().lines()))
                .containsExactly("error: " + data + " is there already, and is kept: name another folder");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(data).hasContent("a day of work");
    }

    private static Soak read(Path out) throws IOException {
        return Json.read(Soak.class, Files.readString(out.resolve("soak.json")));
    }

    private static Process soak(String... arguments) throws IOException {
        return new ProcessBuilder(BriefJvm.command(SoakMain.class, arguments))
                .redirectErrorStream(true).start();
    }
}
