package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its users run it, as small as it gets. */
class CompareMainTest {
    @TempDir
    private Path folder;

    @Test
    void aRunWritesItsDataAndItsReportAndSaysWhere() throws Exception {
        Path out = folder.resolve("report");
        Process process = compare("--sessions", "5", "--rounds", "1", "--warmup", "200ms", "--duration", "1s",
                "--out", out.toString());
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        assertThat(lines).anyMatch(line -> line.matches(" +5  platform .*"))
                .anyMatch(line -> line.matches(" +5  virtual .*"))
                .contains("report: " + out.resolve("report.html"), "data:   " + out.resolve("compare.json"));
        Comparison run = Json.read(Comparison.class, Files.readString(out.resolve("compare.json")));
        assertThat(run.schema()).isEqualTo("threadlab-compare/2");
        assertThat(run.command()).startsWith("./lab compare --sessions 5 --rounds 1");
        assertThat(run.trials()).hasSize(3).allMatch(Trial::endedWell);
        assertThat(run.environment().cpus()).isPositive();
        assertThat(Files.readString(out.resolve("report.html"))).contains("threadlab-compare/2");
        assertThat(out).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @ParameterizedTest
    @CsvSource({"--sessions,0,sessions is 0", "--rounds,none,none", "--duration,5,is not a duration",
            "--thread-model,green,green", "--size,-1,size is -1", "--peer,netty,peer is 'netty'",
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
        assertThat(process.inputReader().lines()).singleElement().asString()
                .startsWith("error: cannot write " + file);
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static Process compare(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), CompareMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
