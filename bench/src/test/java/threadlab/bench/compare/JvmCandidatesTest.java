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

    private record Ended(int status, List<String> lines) {
    }

    @Test
    void candidatesOfTwoJavasAndAVariantAreMeasuredInOneRun() throws Exception {
        Path out = folder.resolve("out");
        String other = java("other", "exec " + HOME + "/bin/java -Dother=yes \"$@\"");
        Ended run = compare("", "--rounds", "1", "--jdk", "one=" + HOME, "--jdk", "two=" + other, "--variant",
                "single=-Djdk.virtualThreadScheduler.parallelism=1 -Xmx64m", "--out", out.toString());
        assertThat(run.status).as(String.join("\n", run.lines)).isZero();
        RunRecord record = RunFile.read(out.resolve("compare.json"));
        assertThat(record.plan().candidates()).containsExactly("virtual@one", "virtual@one/single", "virtual@two",
                "virtual@two/single");
        assertThat(record.trials()).hasSize(5).allMatch(trial -> trial.result().isMeasured());
        assertThat(record.trials()).filteredOn(trial -> trial.spec().candidate().equals("virtual@two/single"))
                .singleElement().satisfies(trial -> assertThat(trial.commands().server()).containsSequence(
                        other + "/bin/java", "-Djdk.virtualThreadScheduler.parallelism=1", "-Xmx64m"));
        assertThat(record.setup().servers()).extracting(ServerSetup::candidate)
                .containsExactlyElementsOf(record.plan().candidates());
        assertThat(record.setup().servers().getLast().jvm())
                .returns(Runtime.version().toString(), ServerSetup.Jvm::version).returns(other, ServerSetup.Jvm::home)
                .returns(1, ServerSetup.Jvm::parallelism)
                .returns(List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Xmx64m"), ServerSetup.Jvm::flags);
        assertThat(run.lines).anyMatch(
                line -> line.startsWith("- The JVM of virtual@one/single and virtual@two/single is "));
        assertThat(out.resolve("report.html")).content().contains("virtual@two/single");
    }

    @Test
    void aFlagThatTheJvmRefusesIsToldInItsOwnLineBeforeAnythingIsMeasured() throws Exception {
        Ended run = compare("", "--rounds", "1", "--variant", "odd=-XX:+NoSuchFlag", "--out",
                folder.resolve("out").toString());
        assertRefused("error: virtual@odd: the server did not start: the server ended with status 1: "
                + "Unrecognized VM option 'NoSuchFlag'", run);
    }

    @Test
    void aJavaThatDoesNotStartIsToldInItsOwnLine() throws Exception {
        Ended run = compare("", "--rounds", "1", "--jdk",
                "broken=" + java("broken", "echo 'no such library' >&2; exit 127"), "--out",
                folder.resolve("out").toString());
        assertRefused("error: virtual@broken: the server did not start: the server ended with status 127: "
                + "no such library", run);
    }

    private void assertRefused(String line, Ended run) {
        assertThat(run.lines).containsExactly(line);
        assertThat(run.status).isOne();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** A flag that a JVM ignores with a warning makes no variant. */
    @Test
    void whatAJvmWarnsOfIsInTheReport() throws Exception {
        Path out = folder.resolve("out");
        Ended run = compare("", "--rounds", "1", "--jdk", "odd=" + java("odd",
                "echo 'warning: a flag is ignored' >&2; exec " + HOME + "/bin/java \"$@\""), "--out", out.toString());
        assertThat(run.lines).contains("virtual@odd said when it was started: warning: a flag is ignored");
        assertThat(RunFile.read(out.resolve("compare.json")).setup().remarks())
                .contains("virtual@odd said when it was started: warning: a flag is ignored");
    }

    @Test
    void theJavasThatTheLauncherHasFoundTakePart() throws Exception {
        Ended run = compare("98 /no/such\n97 " + HOME + "\n", "--jdk", "auto", "--out",
                folder.resolve("out").toString());
        assertThat(run.lines).singleElement().asString().startsWith("error: virtual@98: ").contains("/no/such");
    }

    @Test
    void aRunGoesOnWithTheSameJavasOnly() throws Exception {
        Path out = folder.resolve("out");
        compare("", "--rounds", "1", "--jdk", "one=" + HOME, "--out", out.toString());
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

    @Test
    void aServerWithHalfACpuIsHeldBackAndItsJvmSeesOneCpu() throws Exception {
        assumeGroupsCanBeMade();
        Path out = folder.resolve("out");
        Ended run = compare("", "--rounds", "1", "--cpus", "0.5", "--out", out.toString(), "--warmup", "2s",
                "--longest-warmup", "3s", "--duration", "3s"); // half a CPU takes a JVM that long to begin
        RunRecord record = RunFile.read(out.resolve("compare.json"));
        assertThat(record.setup().servers()).singleElement().returns("virtual@0.5cpu", ServerSetup::candidate)
                .returns(0.5, ServerSetup::cpus).extracting(ServerSetup::jvm)
                .returns(1, ServerSetup.Jvm::processors).returns(1, ServerSetup.Jvm::parallelism);
        assertThat(record.trials()).as(String.join("\n", run.lines)).isNotEmpty()
                .allSatisfy(trial -> assertThat(Metric.THROTTLED.of(trial)).isNotNull())
                .anySatisfy(trial -> assertThat(Metric.CPU.of(trial)).isPositive());
        assertNoGroupIsLeft(record);
    }

    /** Ctrl-C ends a run the same way. */
    @Test
    void aRunThatIsInterruptedLeavesNoControlGroup() throws Exception {
        assumeGroupsCanBeMade();
        Path data = folder.resolve("out").resolve("compare.json");
        Process process = start("", "--cpus", "1", "--rounds", "1000", "--out", data.getParent().toString());
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(data)
                && !RunFile.read(data).trials().isEmpty());
        process.toHandle().destroy();
        process.inputReader().lines().toList();
        process.waitFor();
        assertNoGroupIsLeft(RunFile.read(data));
    }

    private static void assumeGroupsCanBeMade() throws InterruptedException {
        IOException problem = null;
        try (CpuGroup half = CpuGroup.of(0.5)) {
            assertThat(half.entering()).isNotEmpty();
        } catch (IOException e) {
            problem = e;
        }
        assumeThat(problem).as("a control group with a CPU quota can be made here").isNull();
    }

    private static void assertNoGroupIsLeft(RunRecord record) {
        assertThat(record.trials()).isNotEmpty().allSatisfy(trial -> assertThat(trial.commands().server())
                .filteredOn(word -> word.endsWith("/cgroup.procs")).singleElement()
                .satisfies(procs -> assertThat(Path.of(procs).getParent()).doesNotExist()));
    }

    /** Returns the home of a Java that is a script. */
    private String java(String name, String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return folder.resolve(name).toString();
    }

    private static Ended compare(String javas, String... arguments) throws Exception {
        Process process = start(javas, arguments);
        List<String> lines = process.inputReader().lines().toList();
        return new Ended(process.waitFor(), lines);
    }

    private static Process start(String javas, String... arguments) throws IOException {
        Stream<String> times = List.of(arguments).contains("--duration")
                ? Stream.empty()
                : Stream.of("--warmup", "200ms", "--longest-warmup", "500ms", "--duration", "1s");
        List<String> command = ChildProcesses.javaCommand(List.of(), CompareMain.class,
                Stream.of(Stream.of("--thread-model", "virtual", "--sessions", "5"), times, Stream.of(arguments))
                        .flatMap(part -> part).toArray(String[]::new));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LAB_JAVAS", javas);
        return builder.start();
    }
}
