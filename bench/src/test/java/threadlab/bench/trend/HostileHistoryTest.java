package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.input.Hostile.assertPrintable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.diff.Reports;
import threadlab.bench.input.Hostile;

/** Reports of others, with names of theirs and any numbers: all that comes of it is text, or a line that refuses it. */
@Tag("slow")
class HostileHistoryTest {
    private static final Pattern TAG = Pattern.compile("<(script|img|b|a)\\b");
    private static final int DAYS = 14;

    @TempDir
    private Path folder;

    static Stream<String> texts() {
        return Hostile.TEXTS.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noTextCommandsATerminalOrAPage(String hostile) throws IOException {
        var histories = new Histories(folder);
        String[] files = histories.days(DAYS, day -> {
            Map<String, Object> result = Reports.withParam(histories.stepping(hostile, day, 7, 100, 200), "n", hostile);
            Reports.with(result, "jdkVersion", hostile + day);
            return List.of(result, Reports.withUnit(histories.result("other", 100), hostile, hostile));
        });
        Path page = folder.resolve("page.html");
        Path data = folder.resolve("data.json");
        assertThat(histories.trend(Histories.with(files, "--html", page.toString(), "--json", data.toString(),
                "--label", (hostile.replace(",", "") + ",").repeat(DAYS - 1) + "last"))).as(histories.err)
                .isIn(0, 2);
        assertPrintable(histories.out);
        assertPrintable(histories.err);
        if (histories.err.isEmpty()) {
            assertThat(histories.out).contains("slower");
            assertThat(page).content().satisfies(Hostile::assertPrintable).doesNotContainPattern(TAG);
            assertThat(data).content().satisfies(Hostile::assertPrintable);
        }
    }

    /** Half a character is no label on a command line, so that one may be refused; a name may have anything. */
    @Test
    void aFileMayHaveAnyName() throws IOException {
        var histories = new Histories(folder);
        String[] files = histories.days(4, day -> List.of(histories.result("a", 100)));
        for (int i = 0; i < files.length; i++) {
            files[i] = Files.move(Path.of(files[i]), folder.resolve("<b>\u001b[2J\u202e" + i + ".json")).toString();
        }
        Path page = folder.resolve("page.html");
        assertThat(histories.trend(Histories.with(files, "--html", page.toString()))).as(histories.err).isZero();
        assertPrintable(histories.out);
        assertThat(page).content().satisfies(Hostile::assertPrintable).doesNotContainPattern(TAG);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.MIN_VALUE, 1e-300, 1e300, Double.MAX_VALUE})
    void anyScoresAreDrawnOrLeftOut(double odd) throws IOException {
        var histories = new Histories(folder);
        String[] files = histories.days(DAYS, day -> List.of(histories.result("odd", day % 2 == 0 ? 100 : odd),
                histories.result("still", 100)));
        Path page = folder.resolve("page.html");
        assertThat(histories.trend(Histories.with(files, "--html", page.toString(), "--json",
                folder.resolve("data.json").toString()))).as(histories.err).isZero();
        assertThat(page).content().doesNotContain("NaN", "Infinity");
    }
}
