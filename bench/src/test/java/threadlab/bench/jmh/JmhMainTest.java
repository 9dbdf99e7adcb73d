package threadlab.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.verdict.Json;
import threadlab.support.ChildProcesses;

@Tag("process")
class JmhMainTest {
    @TempDir
    private Path folder;
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    @Test
    void resultsHaveTheirEnvironmentBesideThem() throws IOException {
        Path results = folder.resolve("before.json");
        int status = JmhMain.run("StartJoinBenchmark.one", "-f", "0", "-wi", "0", "-i", "1", "-r", "10ms", "-p",
                "threadKind=virtual", "-v", "silent", "-rff", results.toString());
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(results).content().contains("StartJoinBenchmark.one", "\"threadKind\" : \"virtual\"")
                .doesNotContain("platform");
        var environment = Json.read(JmhEnvironment.class, Files.readString(folder.resolve("before-environment.json")));
        assertThat(environment.schema()).isEqualTo(JmhEnvironment.SCHEMA);
        assertThat(environment.arguments()).startsWith("StartJoinBenchmark.one", "-f", "0");
        assertThat(environment.profile()).isEqualTo("short");
        assertThat(environment.jmh()).isEqualTo("1.37");
        assertThat(environment.jvm().jdk()).isEqualTo(System.getProperty("java.version"));
        assertThat(environment.jvm().vm()).startsWith(System.getProperty("java.vm.name"));
        assertThat(environment.machine().cpus()).isPositive();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("short profile,").contains("--full")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.json", "x-environment.json"})
    void resultsThatAreThereAlreadyAreKept(String name) throws IOException {
        Path there = Files.writeString(folder.resolve(name), "hours of work");
        assertThat(JmhMain.run("StartJoin", "-rff", folder.resolve("x.json").toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("error: " + there + " is there already, and is kept: name another file");
        assertThat(there).hasContent("hours of work");
    }

    /** The default is in the folder in which the command is given, so that it is run there. */
    @Test
    void withoutAFileTheResultsGoIntoANewFolder() throws Exception {
        Files.createDirectories(folder.resolve("lab-jmh/1"));
        Process process = new ProcessBuilder(ChildProcesses.javaCommand(List.of(), JmhMain.class,
                "StartJoinBenchmark.one", "-f", "0", "-wi", "0", "-i", "1", "-r", "10ms", "-p", "threadKind=virtual"))
                .directory(folder.toFile()).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(folder.resolve("lab-jmh/2")).isDirectoryContaining("glob:**/jmh-result.json")
                .isDirectoryContaining("glob:**/jmh-environment.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"-z; z is not a recognized option",
            "-f many; Cannot parse argument 'many' of option f", "-p threadModel=green; threadModel is green, allowed: "
                    + "platform, virtual, virtual-tuned, event-loop",
            "-p threadKind=green; threadKind is green, allowed: platform, virtual",
            "-p sessions=0; sessions is 0, allowed: 1 to 4096",
            "-p sessions=1,5000; sessions is 5000, allowed: 1 to 4096",
            "-p size=some; size is some, allowed: 1 to 16384",
            "-p tasks=1000000; tasks is 1000000, allowed: 1 to 10000",
            "*; '*' is not a regular expression: Dangling meta character '*'",
            "Nothing; no benchmark is named like Nothing", "-prof none; Profilers failed to initialize"})
    void aBadCommandLineIsRefusedInALine(String arguments, String line) throws IOException {
        assertThat(JmhMain.run((arguments + " -rff " + folder.resolve("x.json")).split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: " + line).doesNotContain("\tat ");
        assertThat(folder.resolve("x-environment.json")).doesNotExist();
    }

    @Test
    void aResultThatCannotBeWrittenIsAFailure() throws IOException {
        Path results = folder.resolve("none/x.json");
        assertThat(JmhMain.run("StartJoin", "-rff", results.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: ", results.toString())
                .doesNotContain("\tat ");
    }

    @Test
    void aMeasurementThatFailsIsAFailure() throws IOException {
        Path results = folder.resolve("x.json");
        assertThat(JmhMain.run("StartJoinBenchmark.one", "-p", "threadKind=virtual", "-jvmArgs", "-XX:Nonsense", "-rff",
                results.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: 1 of the measurements failed");
        assertThat(folder.resolve("x-environment.json")).doesNotExist();
    }

    @Test
    void aJvmThatIsNotThereIsAFailure() throws IOException {
        assertThat(JmhMain.run("StartJoin", "-jvm", folder.resolve("java").toString(), "-rff",
                folder.resolve("x.json").toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: ", folder.resolve("java").toString())
                .doesNotContain("\tat ");
        assertThat(folder).as("no empty result").isEmptyDirectory();
    }

    @Test
    void whatJmhTellsByItselfIsAnswered() throws IOException {
        assertThat(JmhMain.run("-l")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("EchoSessionsBenchmark.echo");
        assertThat(JmhMain.run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--full", "-rff");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"jmh-result.json, jmh-environment.json", "jmh-result.csv, jmh-environment.json",
            "some/before.json, some/before-environment.json", "after, after-environment.json"})
    void theEnvironmentIsNamedAfterTheResults(Path results, Path environment) {
        assertThat(JmhEnvironment.beside(results)).isEqualTo(environment);
    }
}
