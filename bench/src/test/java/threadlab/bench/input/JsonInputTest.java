package threadlab.bench.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    private static final int PART = 64;

    @TempDir
    private Path folder;

    @Test
    void allTextOfItIsPrintableAndAllElseAsItWas() throws IOException {
        Path file = write("{\"a\\u0000\": [\"\\u001b\", {\"b\": \"\\u202e\"}, 1, 1.5, true, null], \"c\": \"d\"}");
        assertThat(JsonInput.read(file, PART)).isEqualTo(Map.of("a\\u{0}",
                Arrays.asList("\\u{1b}", Map.of("b", "\\u{202e}"), 1, 1.5, true, null), "c", "d"));
    }

    @Test
    void halfACharacterIsWrittenOut() throws IOException {
        assertThat(JsonInput.read(write("[\"\\ud83e\", \"\\ud83e\\uddf5\"]"), PART))
                .isEqualTo(List.of("\\u{d83e}", "\ud83e\uddf5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void itMayBeInAnyEncodingOfUnicode(String encoding) throws IOException {
        for (String mark : List.of("", "\ufeff")) {
            Path file = Files.write(folder.resolve("file"), (mark + "[\"é\"]").getBytes(Charset.forName(encoding)));
            assertThat(JsonInput.read(file, PART)).isEqualTo(List.of("é"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|it is not JSON, or not whole", "[|it is not JSON, or not whole",
            "{\"a\"|it is not JSON, or not whole", "[1 2]|it is not JSON, or not whole",
            "[1] [2]|more follows after its end", "[1] ]|what follows after its end is not JSON, or not whole",
            "[{\"a\": 1, \"a\": 2}]|a name occurs twice in one object: "})
    void whatIsNoJsonIsRefused(String text, String reason) throws IOException {
        assertRefused(write(text), reason);
    }

    @Test
    void valuesOneAfterTheOtherAreAllRead() {
        byte[] text = "[1]\n{\"a\": \"\\u001b\"} null".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonInput.values(text)).containsExactly(List.of(1), Map.of("a", "\\u{1b}"), null);
    }

    @Test
    void whatIsNotTextIsRefused() throws IOException {
        assertRefused(Files.write(folder.resolve("file"), new byte[]{'[', '"', (byte) 0xff, '"', ']'}),
                "it is not JSON, or not whole");
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertRefused(folder, "it is a folder");
        assertRefused(folder.resolve("none"), "there is no such file");
    }

    @Test
    void whatIsNestedDeeperThanAnyStackIsRefused() throws IOException {
        assertRefused(write("[".repeat(1_000_000)), "it is too large: ");
        assertRefused(write("{\"a\":".repeat(100_000)), "it is too large: ");
    }

    /** Whatever these begin with, they have no end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"tr '\\0' ' ' </dev/zero", "cat /dev/zero", "printf '[\"'; tr '\\0' a </dev/zero",
                    "printf '{\"'; tr '\\0' a </dev/zero", "printf '['; tr '\\0' 1 </dev/zero", "printf '['; yes '1,'",
                    "printf '['; yes '{},'", "printf '['; yes '\"a\",'", "yes '['"})
    @EnabledOnOs(OS.LINUX)
    void whatNeverEndsIsRefused(String script) throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "can make a pipe");
        Process endless = new ProcessBuilder("sh", "-c", "exec 2>/dev/null; exec >\"$0\"; " + script, pipe.toString())
                .start();
        try {
            assertThatThrownBy(() -> JsonInput.read(pipe, 4096)).isInstanceOf(MalformedInput.class)
                    .hasMessageMatching("it is (not JSON, or not whole|too large: .*)");
        } finally {
            endless.descendants().forEach(ProcessHandle::destroyForcibly);
            endless.destroyForcibly().waitFor();
        }
    }

    @Test
    void moreThanItsPartOfTheHeapIsRefused() throws IOException {
        int part = 1 << 14;
        long most = Runtime.getRuntime().maxMemory() / part;
        assertThat(JsonInput.read(write("[" + " ".repeat((int) (most * 3 / 4)) + "]"), part)).isEqualTo(List.of());
        assertRefused(write("[" + " ".repeat((int) (most * 2)) + "]"), part,
                "it is too large: Document length (");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("file"), text);
    }

    private static void assertRefused(Path file, String reason) {
        assertRefused(file, PART, reason);
    }

    private static void assertRefused(Path file, int part, String reason) {
        assertThatThrownBy(() -> JsonInput.read(file, part)).isInstanceOf(MalformedInput.class)
                .hasMessageStartingWith(reason).message().hasLineCount(1).doesNotContain("`");
    }
}
