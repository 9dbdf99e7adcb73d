package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.input.Hostile.assertIsTextInMarkdown;
import static threadlab.bench.input.Hostile.assertPrintable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
import threadlab.bench.verdict.BaselineDiff;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Runs;
import tools.jackson.jr.ob.JSON;

/** Somebody else's compare.json: what is in it reaches nobody but as text. */
@Tag("slow")
class HostileRunTest {
    private static final Object RUN = JSON.std.anyFrom(Json.text(Runs.withEverything()));
    /** Fields that have few values: with another one the file is no run. */
    private static final Set<String> FIXED = Set.of("schema", "outcome", "size", "findRate");
    private static final Set<String> OPEN = Set.of("failures", "systemCallsPerEcho", "pinnedReasons");
    private static final Pattern TAG = Pattern.compile("(?i)</?(script|style|img|b|a)\\b|<!--");

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
        Path data = file(Trees.withTexts(RUN, FIXED, open(hostile), text -> hostile + text));
        assertThat(report(data)).as(err.toString()).isZero();
        assertPrintable(out.toString());
        assertThat(report(data, "--markdown")).as(err.toString()).isZero();
        assertIsTextInMarkdown(markdown());
        String page = Files.readString(folder.resolve("report.html"));
        assertPrintable(page);
        assertThat(tags(page)).isEqualTo(tags(pageOf(RUN)));
        assertThat(err.toString()).isEmpty();
    }

    /** Half a character is not read as a name. */
    private static Set<String> open(String hostile) {
        return hostile.equals("\ud83e") ? Set.of() : OPEN;
    }

    @Test
    void everyTextOfItIsToldAndNoneIsLeftOut() throws IOException {
        Path data = file(Trees.withTexts(RUN, FIXED, OPEN, text -> "\u001b" + text));
        assertThat(report(data)).isZero();
        assertThat(out.toString()).contains("\\u{1b}virtual ", "\\u{1b}Something is amiss.");
        assertThat(folder.resolve("report.html")).content().contains("\\\\u{1b}why it is", "\\\\u{1b}reset",
                "\\\\u{1b}a native frame", "\\\\u{1b}server on 0");
    }

    /** Where it makes the file one that is refused, the refusal is printable too. */
    @Test
    void noTextOfItCommandsATerminalByItself() throws IOException {
        for (List<Object> path : Trees.paths(RUN).filter(HostileRunTest::isOfItsKind).toList()) {
            Path data = file(Trees.with(RUN, path, "\u001b[2J\u202e\u2028"));
            assertThat(report(data, "--markdown")).isIn(0, 2);
            assertPrintable(out.toString());
            assertPrintable(err.toString());
        }
    }

    /** The trials are all alike, and so are most of the metrics. */
    static boolean isOfItsKind(List<Object> path) {
        boolean isTrial = path.size() > 2 && path.getFirst().equals("trials");
        boolean isMetric = isTrial && path.size() > 4 && path.get(3).equals("metrics");
        return (!isTrial || path.get(1).equals(1))
                && (!isMetric || Set.of("echoesPerSecond", "serverCpuMicrosPerEcho").contains(path.get(4)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void neitherDoesABaseline(String hostile) throws IOException {
        RunRecord run = Runs.withEverything();
        RunRecord earlier = RunFile.read(file(Trees.withTexts(RUN, Set.of("schema", "outcome", "size", "findRate",
                "candidates", "candidate", "control"), open(hostile), text -> hostile + text)));
        assertThat(BaselineDiff.between(earlier, run, 0).text()).contains("environments of the runs differ")
                .satisfies(Hostile::assertPrintable);
    }

    /** What a run is gone on with is as it was given, also where it cannot be printed: else it would be another. */
    @Test
    void aRunIsGoneOnWithByTheArgumentsThatItBeganWith() throws IOException {
        RunRecord run = RunFile.readToResume(file(Trees.withTexts(RUN, FIXED, OPEN, text -> "\n" + text)));
        assertThat(run.invocation().arguments()).containsExactly("\n--tls");
        assertThat(run.withArguments(List.of()).toString()).doesNotContain("\n").contains("\\nvirtual");
    }

    private String pageOf(Object run) throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        assertThat(report(Files.writeString(plain.resolve("compare.json"), JSON.std.asString(run)))).isZero();
        return Files.readString(plain.resolve("report.html"));
    }

    private static List<String> tags(String page) {
        return TAG.matcher(page).results().map(found -> found.group().toLowerCase(Locale.ROOT)).toList();
    }

    /** Without the line that says where the page is. */
    private String markdown() {
        return out.toString().replaceFirst("\nreport: .*\n$", "");
    }

    private Path file(Object run) throws IOException {
        return Files.writeString(folder.resolve("compare.json"), Trees.json(run));
    }

    private int report(Path data, String... options) {
        out.getBuffer().setLength(0);
        return ReportMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(options), Stream.of(data.toString())).toArray(String[]::new));
    }
}
