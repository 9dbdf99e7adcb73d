package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.input.Hostile.assertIsTextInMarkdown;
import static threadlab.bench.input.Hostile.assertPrintable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.bench.input.Hostile;
import threadlab.bench.input.Trees;
import tools.jackson.jr.ob.JSON;

/** Somebody else's report, in a file with a name of theirs: what is in it reaches nobody but as text. */
@Tag("slow")
class HostileReportTest {
    private static final Object BASE = JSON.std.anyFrom(SampleReports.text("average-gc-1.21"));
    private static final Object NEW = JSON.std.anyFrom(SampleReports.text("average-gc"));
    private static final Set<String> OPEN = Set.of("params", "secondaryMetrics");
    private static final Pattern TAG = Pattern.compile("<(script|img|b|a)\\b");

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> texts() {
        return Hostile.TEXTS.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noTextOfItCommandsATerminalOrAPage(String hostile) throws IOException {
        String base = file("base", hostile, BASE);
        String now = file("new", hostile, NEW);
        Path page = folder.resolve("page.html");
        Path data = folder.resolve("data.json");
        assertThat(diff(base, now, "--html", page.toString(), "--json", data.toString(), "--fail-on-slower", "0%"))
                .as(err.toString()).isIn(0, 1);
        assertThat(out.toString()).contains("The settings differ");
        assertPrintable(out.toString());
        assertThat(page).content().satisfies(Hostile::assertPrintable).doesNotContainPattern(TAG);
        assertThat(data).content().satisfies(Hostile::assertPrintable);
        assertThat(diff(base, now, "--markdown")).isZero();
        assertIsTextInMarkdown(out.toString());
        assertPrintable(err.toString());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void neitherDoesTheNameOfAParameterNorItsValue(String hostile) throws IOException {
        String now = file("new", hostile, JSON.std.anyFrom(SampleReports.text("throughput")));
        String param = isHalf(hostile) ? "size" : hostile + "size";
        assertThat(diff("--by", param, now)).as(err.toString()).isZero();
        assertPrintable(out.toString());
        assertThat(diff("--by", param, now, "--markdown")).isZero();
        assertIsTextInMarkdown(out.toString());
        assertThat(diff("--by", hostile, now)).isEqualTo(2);
        assertPrintable(err.toString());
    }

    /** Where it makes the file one that is refused, the refusal is printable too. */
    @Test
    void noTextOfItCommandsATerminalByItself() throws IOException {
        String base = file("base", "", BASE);
        for (List<Object> path : Trees.paths(NEW).toList()) {
            String now = write("new", Trees.with(NEW, path, "\u001b[2J\u202e\u2028"));
            assertThat(diff(base, now, "--markdown")).isIn(0, 2);
            assertPrintable(out.toString());
            assertPrintable(err.toString());
        }
    }

    /** A parameter's value or name, as that of a file, has the hostile text in it; half a character is no name. */
    private String file(String name, String hostile, Object report) throws IOException {
        String allowed = isHalf(hostile) ? "" : hostile.replaceAll("[/,\0]", "");
        return write(allowed + name, Trees.withTexts(report, Set.of("score", "scoreError"),
                isHalf(hostile) ? Set.of() : OPEN, text -> hostile + text));
    }

    private static boolean isHalf(String hostile) {
        return hostile.equals("\ud83e");
    }

    private String write(String name, Object report) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), Trees.json(report)).toString();
    }

    private int diff(String... arguments) {
        out.getBuffer().setLength(0);
        return JmhDiffMain.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
