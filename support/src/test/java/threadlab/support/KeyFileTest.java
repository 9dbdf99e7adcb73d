package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReadWhole() throws IOException {
        byte[] large = new byte[4 << 20];
        large[large.length - 1] = 1;
        assertThat(KeyFile.read(Files.write(folder.resolve("large"), large))).isEqualTo(large);
    }

    @Test
    void whatHasNoEndIsRefusedInALine() throws IOException {
        Path large = Files.write(folder.resolve("large"), new byte[(4 << 20) + 1]);
        assertThatThrownBy(() -> KeyFile.read(large)).hasMessage(large + " is too large, allowed: a keystore or PEM of"
                + " at most 4 MiB");
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.isReadable(endless), "there is a device without an end");
        assertThatThrownBy(() -> KeyFile.read(endless)).hasMessageStartingWith("/dev/zero is too large, allowed: ");
        assertThatThrownBy(() -> KeyFile.firstLine(endless))
                .hasMessage("the first line of /dev/zero is too long, allowed: at most 4096 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"päss", "päss\n", "päss\r\nmore", "päss\n\n\n"})
    void aPasswordIsTheFirstLine(String content) throws IOException {
        assertThat(KeyFile.firstLine(Files.writeString(folder.resolve("password"), content)))
                .isEqualTo("päss".toCharArray());
    }

    @Test
    void whatFollowsTheFirstLineMayBeAnything() throws IOException {
        byte[] content = ("secret\n" + "x".repeat(10_000) + "ÿ").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(KeyFile.firstLine(Files.write(folder.resolve("password"), content)))
                .isEqualTo("secret".toCharArray());
    }

    /** As PowerShell and Windows' editors write it. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void aByteOrderMarkNamesTheEncodingAndIsNotPartOfThePassword(String charset) throws IOException {
        byte[] content = "\ufeffpäss\r\nmore".getBytes(charset);
        assertThat(KeyFile.firstLine(Files.write(folder.resolve("password"), content)))
                .isEqualTo("päss".toCharArray());
        assertThat(new String(KeyFile.read(folder.resolve("password")), StandardCharsets.UTF_8))
                .isEqualTo("päss\r\nmore");
    }

    @Test
    void aPasswordInAnotherEncodingIsRefusedInALine() throws IOException {
        Path file = Files.write(folder.resolve("password"), "päss\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> KeyFile.firstLine(file)).isInstanceOf(IOException.class)
                .hasMessage("the first line of " + file + " is not text, allowed: a password in UTF-8");
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> KeyFile.read(folder)).hasMessage("cannot read " + folder + ": Is a directory");
        assertThatThrownBy(() -> KeyFile.firstLine(folder.resolve("none")))
                .hasMessage("cannot read " + folder.resolve("none") + ": no such file");
    }
}
