package threadlab.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    private Path parent;

    @Test
    void itIsDeletedWithAllThatIsInIt() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.in(parent)) {
            Files.writeString(Files.createDirectory(scratch.path().resolve("logs")).resolve("gc.log"), "a line");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aFolderForTemporaryFilesThatIsNotThereIsNamed() {
        assertThatIOException().isThrownBy(() -> ScratchFolder.in(parent.resolve("none")))
                .withMessage("cannot write " + parent.resolve("none") + ": no such folder");
    }

    /** A killed JVM leaves the folder and the file of its lock, which nobody holds any more. */
    @Test
    void whatAKilledJvmHasLeftIsDeletedByTheNextAndNothingElseIs() throws IOException {
        Path left = parent.resolve("threadlab-left");
        RunFolder.of(left).close();
        Files.writeString(left.resolve("gc.log"), "a line");
        Path other = Files.createDirectory(parent.resolve("threadlab-of-another-program"));
        Path file = Files.createFile(parent.resolve("threadlab-rescued.json"));
        try (ScratchFolder first = ScratchFolder.in(parent); ScratchFolder second = ScratchFolder.in(parent)) {
            assertThat(left).doesNotExist();
            assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
            assertThat(other).isDirectory();
            assertThat(file).isRegularFile();
        }
    }
}
