package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.process.CpuGroup;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.ServerSetup;
import threadlab.support.ChildProcesses;

/** Runs in which a candidate is a thread model and a JVM. Scripts that become the Java of this test are other Javas. */
@Timeout(120)
@Tag("process")
class JvmCandidatesTest {
    private static final String HOME = System.getProperty("java.home");

    @TempDir
    private Path folder;

    @Test
    void candidatesOfTwoJavasAndAVariantAreMeasuredInOneRun() throws Exception {
        Path out = folder.resolve("out");
        String other = java("other", "exec " + HOME + "/bin/java -Dother=yes \"$@\"");
        CompareProcess run = compare("", "--jdk", "one=" + HOME, "--jdk", "two=" + other, "--variant",
                "single=-Djdk.virtualThreadScheduler.parallelism=1 -Xmx64m", "--out", out.toString());
        assertThat(run.status()).as(run.text()).isZero();
        RunRecord record = RunFile.read(out.resolve("compare.json"));
        assertThat(record.plan().candidates()).containsExactly("virtual@one", "virtual@one/single", "virtual@two",
                "virtual@two/single");
        assertThat(record.trials()).hasSize(5).allMatch(trial -> trial.result().isMeasured());
        assertThat(record.trials()).filteredOn(trial -> trial.spec().candidate().equals("virtual@two/single"))
                .singleElement().satisfies(trial -> assertThat(trial.commands().server()).containsSequence(
                        other + "/bin/java", "-Djdk.virtualThreadScheduler.parallelism=1", "-Xmx64m"));
        assertThat(record.trials()).filteredOn(trial -> trial.spec().candidate().endsWith("/single")).hasSize(2)
                .extracting(Metric.CARRIERS::of).containsOnly(Runtime.version().feature() < 24 ? null : 1.0);
        assertThat(record.setup().servers()).extracting(ServerSetup::candidate)
                .containsExactlyElementsOf(record.plan().candidates());
        assertThat(record.setup().servers().getLast().jvm())
                .returns(Runtime.version().toString(), ServerSetup.Jvm::version).returns(other, ServerSetup.Jvm::home)
                .returns(1, ServerSetup.Jvm::parallelism)
                .returns(List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Xmx64m"), ServerSetup.Jvm::flags);
        assertThat(run.lines()).anyMatch(
                line -> line.startsWith("- The JVM of virtual@one/single and virtual@two/single is "));
        assertThat(out.resolve("report.html")).content().contains("virtual@two/single");
    }

    @Test
    void aFlagThatTheJvmRefusesIsToldInItsOwnLineBeforeAnythingIsMeasured() throws Exception {
        CompareProcess run = compare("", "--variant", "odd=-XX:+NoSuchFlag", "--out",
                folder.resolve("out").toString());
        assertRefused("error: virtual@odd: the server did not start: the server ended with status 1: "
                + "Unrecognized VM option 'NoSuchFlag'", run);
    }

    @Test
    void aJavaThatDoesNotStartIsToldInItsOwnLine() throws Exception {
        CompareProcess run = compare("", "--jdk",
                "broken=" + java("broken", "echo 'no such library' >&2; exit 127"), "--out",
                folder.resolve("out").toString());
        assertRefused("error: virtual@broken: the server did not start: the server ended with status 127: "
                + "no such library", run);
    }

    private void assertRefused(String line, CompareProcess run) {
        assertThat(run.lines()).containsExactly(line);
        assertThat(run.status()).isOne();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** A flag that a JVM ignores with a warning makes no variant. */
    @Test
    void whatAJvmWarnsOfIsInTheReport() throws Exception {
        Path out = folder.resolve("out");
        CompareProcess run = compare("", "--jdk", "odd=" + java("odd",
                "echo 'warning: a flag is ignored' >&2; exec " + HOME + "/bin/java \"$@\""), "--out", out.toString());
        assertThat(run.lines()).contains("virtual@odd said when it was started: warning: a flag is ignored");
        assertThat(RunFile.read(out.resolve("compare.json")).setup().remarks())
                .contains("virtual@odd said when it was started: warning: a flag is ignored");
    }

    @Test
    void theJavasThatTheLauncherHasFoundTakePart() throws Exception {
        CompareProcess run = compare("98 /no/such\n97 " + HOME + "\n", "--jdk", "auto", "--out",
                folder.resolve("out").toString());
        assertThat(run.lines()).singleElement().asString().startsWith("error: virtual@98: ").contains("/no/such");
    }

    @Test
    void aRunGoesOnWithTheSameJavasOnly() throws Exception {
        Path out = folder.resolve("out");
        compare("", "--jdk", "one=" + HOME, "--out", out.toString());
        Path data = out.resolve("compare.json");
        String text = Files.readString(data);
        assertThat(text).contains("\"parallelism\"");
        Files.writeString(data, text.replaceAll("\"parallelism\" : \\d+", "\"parallelism\" : 97"));
        var err = new StringWriter();
        int status = CompareMain.commandLine().setErr(new PrintWriter(err, true)).execute("--resume", data.toString());
        assertThat(status).as(err.toString()).isOne();
        assertThat(err.toString()).startsWith("error: the run was begun with virtual@one on Java ")
                .contains("on 97 carriers").hasLineCount(1);
    }

    /** Returns the home of a Java that is a script. */
    private String java(String name, String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return folder.resolve(name).toString();
    }

    private CompareProcess compare(String javas, String... arguments) throws Exception {
        return CompareProcess.ended(CompareProcess.start(folder, Map.of("LAB_JAVAS", javas),
                CompareProcess.smallWith(Stream.concat(Stream.of("--thread-model", "virtual"), Stream.of(arguments))
                        .toArray(String[]::new))));
    }
}
