package threadlab.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.support.ChildProcesses;

class RunFolderTest {
    private static final List<String> FILES = List.of("data.json", "page.html");

    @TempDir
    private Path parent;

    /** Another process that takes the folder which is its argument, and keeps it until its input ends. */
    static final class Holder {
        private Holder() {
        }

        public static void main(String... arguments) throws IOException {
            try (RunFolder held = RunFolder.of(Path.of(arguments[0]))) {
                Files.createFile(held.path().resolve("held"));
                System.in.read();
            }
        }
    }

    @Test
    void eachRunGetsANumberAboveThoseThatAreThere() throws IOException {
        Files.createDirectories(parent.resolve("runs/9"));
        Files.createDirectories(parent.resolve("runs/10"));
        Files.createDirectories(parent.resolve("runs/older"));
        try (RunFolder first = RunFolder.next(parent.resolve("runs"));
                RunFolder second = RunFolder.next(parent.resolve("runs"))) {
            assertThat(first.path()).isEqualTo(parent.resolve("runs/11")).isDirectory();
            assertThat(second.path()).isEqualTo(parent.resolve("runs/12")).isDirectory();
        }
    }

    @Test
    void theLatestIsTheHighestNumberThatHasTheFile() throws IOException {
        assertThat(RunFolder.latest(parent.resolve("none"), "data.json")).isEmpty();
        for (String number : List.of("2", "10")) {
            Files.writeString(Files.createDirectories(parent.resolve(number)).resolve("data.json"), "{}");
        }
        Files.createDirectory(parent.resolve("11"));
        assertThat(RunFolder.latest(parent, "data.json")).contains(parent.resolve("10/data.json"));
    }

    @Test
    void aFolderThatHasAFileOfARunIsRefusedAndKeptAsItIs() throws IOException {
        Path page = Files.writeString(parent.resolve("page.html"), "hours of work");
        for (int i = 0; i < 2; i++) { // a folder that was refused is not held
            assertThatIOException().isThrownBy(() -> RunFolder.of(parent, FILES))
                    .withMessage(page + " is there already, and is kept: name another folder");
        }
        assertThat(page).hasContent("hours of work");
        RunFolder.of(parent).close();
    }

    @Test
    void aFileInPlaceOfTheFolderIsToldInPlainWords() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatIOException().isThrownBy(() -> RunFolder.of(file))
                .withMessage("cannot write " + file + ": there is a file of that name already");
        assertThatIOException().isThrownBy(() -> RunFolder.next(file))
                .withMessage("cannot write " + file + ": there is a file of that name already");
    }

    @Test
    void aLinkInPlaceOfTheLockIsNotFollowed() throws IOException {
        Path other = parent.resolve("other");
        Files.createSymbolicLink(parent.resolve(".lock"), other);
        assertThatIOException().isThrownBy(() -> RunFolder.of(parent))
                .withMessageStartingWith("cannot write " + parent + ": ");
        assertThat(other).doesNotExist();
    }

    @Test
    void aFolderIsHeldByOneRunAtATime() throws IOException {
        Path folder = parent.resolve("a/b");
        try (RunFolder held = RunFolder.of(folder, FILES)) {
            assertThat(held.path()).isEqualTo(folder);
            assertIsHeld(folder);
        }
        RunFolder.of(folder, FILES).close();
    }

    @Test
    @Tag("process")
    void aRunInAnotherProcessHoldsItUntilThatIsKilled() throws Exception {
        Path folder = parent.resolve("run");
        Process other = new ProcessBuilder(ChildProcesses.javaCommand(List.of(), Holder.class, folder.toString()))
                .start();
        try {
            await().until(() -> Files.exists(folder.resolve("held")));
            assertIsHeld(folder);
        } finally {
            other.destroyForcibly().waitFor();
        }
        RunFolder.of(folder).close();
    }

    private static void assertIsHeld(Path folder) {
        assertThatIOException().isThrownBy(() -> RunFolder.of(folder, FILES))
                .withMessage("cannot write " + folder + ": another run writes there");
    }
}
