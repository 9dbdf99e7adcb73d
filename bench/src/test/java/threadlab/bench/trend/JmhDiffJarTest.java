package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.BriefJvm;

/** The jar that {@code mvn package} builds for people who use jmh-diff and jmh-trend alone. */
@Tag("process")
@Timeout(120)
class JmhDiffJarTest {
    private static final Path BUILT = Path.of("target", "jmh-diff.jar");
    private static final long SMALL = 3 << 20;

    @TempDir
    private Path folder;

    @Test
    void itComparesReportsWithNothingElseOnTheClassPath() throws Exception {
        String[] files = reports(2, 1);
        Path page = folder.resolve("page.html");
        Path data = folder.resolve("data.json");
        assertThat(printed(List.of("-jar", jar()), files, page, data)).contains("slower");
        assertThat(page).content().contains("<svg");
        assertThat(data).content().contains("\"SLOWER\"");
    }

    @Test
    void itFollowsThemOverTime() throws Exception {
        String[] files = reports(20, 10);
        Path page = folder.resolve("page.html");
        Path data = folder.resolve("data.json");
        assertThat(printed(List.of("-cp", jar(), JmhTrendMain.class.getName()), files, page, data))
                .startsWith("1 change in 1 of 1 benchmark");
        assertThat(page).content().contains("<svg");
        assertThat(data).content().contains("\"SLOWER\"");
    }

    @Test
    void itIsSmallAndHoldsNoServer() throws IOException {
        assertThat(Files.size(BUILT)).isLessThan(SMALL);
        try (JarFile jar = new JarFile(BUILT.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("LICENSE", "META-INF/LICENSE", "META-INF/NOTICE").noneMatch(
                            name -> name
                                    .matches("(io/netty|org/jgroups|org/openjdk|threadlab/(server|client|demo))/.*"));
        }
    }

    private String[] reports(int days, int at) throws IOException {
        var histories = new Histories(folder);
        return histories.days(days, day -> List.of(histories.stepping("a", day, at, 100, 200)));
    }

    /** Alone in a folder, so that no library lies beside it. */
    private String jar() throws IOException {
        Path copy = folder.resolve("copy.jar");
        return (Files.exists(copy) ? copy : Files.copy(BUILT, copy)).toString();
    }

    private String printed(List<String> program, String[] files, Path page, Path data) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(program);
        command.addAll(List.of(files));
        command.addAll(List.of("--html", page.toString(), "--json", data.toString()));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        int status = process.waitFor();
        String printed = BriefJvm.ownLines(Files.readString(out, StandardCharsets.ISO_8859_1).lines())
                .collect(Collectors.joining("\n"));
        assertThat(status).as(printed).isZero();
        return printed;
    }
}
