package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TextFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsReplacedKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a long text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        written(file, "new");
        assertThat(file).content().isEqualTo("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void aReaderOfTheOldFileReadsItToItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        try (var reader = Files.newBufferedReader(file)) {
            written(file, "new");
            assertThat(reader.readLine()).isEqualTo("old");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"there/target", "there/missing"})
    void aLinkStaysAndWhatItLeadsToIsWritten(String target) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("there")).resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(target));
        written(link, "new");
        assertThat(folder.resolve(target)).content().isEqualTo("new");
        assertThat(Files.readSymbolicLink(link)).hasToString(target);
    }

    @Test
    void aCheckLeavesEverythingAsItIs() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("missing"));
        TextFile.check(link);
        TextFile.check(folder.resolve("another"));
        assertThat(link).isSymbolicLink();
        assertThat(folder.toFile().list()).containsExactly("link");
    }

    @Test
    void linksThatLeadInACircleAreSaid() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
        assertThatThrownBy(() -> TextFile.check(link)).isInstanceOfSatisfying(FileSystemException.class,
                e -> assertThat(TextFile.complaint("--svg", link, e)).endsWith("its links lead in a circle"));
    }

    /** It stays one, and is not replaced by a file. */
    @Test
    void aPipeGetsTheText() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "can make a pipe");
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        written(pipe, "through the pipe");
        assertThat(reader.inputReader().readLine()).isEqualTo("through the pipe");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()).isTrue();
    }

    private static void written(Path file, String text) throws IOException {
        TextFile.check(file);
        TextFile.write(file, text);
    }
}
