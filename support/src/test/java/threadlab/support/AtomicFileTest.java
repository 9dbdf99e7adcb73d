package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void aNewFileHasThePermissionsThatOthersHave() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));
        Path file = written(folder.resolve("file"), "new \ud83e\uddf5");
        assertThat(file).content().isEqualTo("new \ud83e\uddf5");
        assertThat(permissions(file)).isEqualTo(permissions(other));
        assertThatNothingIsIn(folder, "other", "file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x---"})
    void whatIsReplacedKeepsItsPermissions(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a long text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        written(file, "new");
        assertThat(file).content().isEqualTo("new");
        assertThat(PosixFilePermissions.toString(permissions(file))).isEqualTo(permissions);
        assertThatNothingIsIn(folder, "file");
    }

    @Test
    void aReaderOfTheOldFileReadsItToItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        try (var reader = Files.newBufferedReader(file)) {
            written(file, "new");
            assertThat(reader.readLine()).isEqualTo("old");
        }
    }

    @Test
    void aTextThatIsNoTextIsWrittenAllTheSame() throws IOException {
        assertThat(written(folder.resolve("file"), "half \ud800 a character")).content()
                .isEqualTo("half ? a character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"there/target", "../target", "there/missing"})
    void aLinkStaysAndWhatItLeadsToIsWritten(String target) throws IOException {
        Path links = Files.createDirectories(folder.resolve("links/there")).getParent();
        Path end = links.resolve(target);
        if (!target.endsWith("missing")) {
            Files.writeString(end, "old");
        }
        Path link = Files.createSymbolicLink(links.resolve("link"), Path.of(target));
        Path first = Files.createSymbolicLink(folder.resolve("first"), link);
        written(first, "new");
        assertThat(end).content().isEqualTo("new");
        assertThat(end).isRegularFile();
        assertThat(Files.readSymbolicLink(link)).hasToString(target);
        assertThat(Files.readSymbolicLink(first)).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesThatLeadToOneFileAreTheSame(boolean exists) throws IOException {
        Path file = Files.createDirectory(folder.resolve("real")).resolve("file");
        if (exists) {
            Files.writeString(file, "text");
        }
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Path inLinkedFolder = Files.createSymbolicLink(folder.resolve("linked"), file.getParent()).resolve("file");
        assertThat(List.of(file, folder.resolve("real/../real/file"), link, inLinkedFolder))
                .allMatch(name -> AtomicFile.isSame(name, file)).allMatch(name -> AtomicFile.isSame(link, name));
        assertThat(AtomicFile.isSame(file, file.resolveSibling("other"))).isFalse();
        assertThat(AtomicFile.isSame(folder, folder)).as("folders are no files").isFalse();
    }

    @Test
    void linksThatLeadInACircleAreNamed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
        assertThatIsRefused(link, "its links lead in a circle");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void whatCannotBeWrittenIsNamedAndNothingIsLeft() throws IOException {
        assertThatIsRefused(folder.resolve("none/file"), "no such folder");
        assertThatIsRefused(folder, "it is a folder");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatIsRefused(empty, "it is a folder");
        assertThatIsRefused(Files.createSymbolicLink(folder.resolve("link"), empty), "it is a folder");
        assertThatIsRefused(Files.createFile(folder.resolve("file")).resolve("below"), "Not a directory");
        assertThatNothingIsIn(folder, "empty", "link", "file");
    }

    /** What has a name that can be guessed may be a link that somebody else has put there. */
    @Test
    void noOtherFileOfTheFolderIsWritten() throws IOException {
        Path file = folder.resolve("file");
        Path other = Files.writeString(folder.resolve("other"), "keep");
        List<Path> traps = Stream.of("file.part", ".file.part", "file.tmp", "file~")
                .map(folder::resolve).toList();
        for (Path trap : traps) {
            Files.createSymbolicLink(trap, other);
        }
        written(file, "new");
        assertThat(other).content().isEqualTo("keep");
        assertThat(traps).allMatch(Files::isSymbolicLink);
    }

    @Test
    void aCheckLeavesEverythingAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("missing"));
        AtomicFile.check(file);
        AtomicFile.check(link);
        AtomicFile.check(folder.resolve("another"));
        assertThat(file).content().isEqualTo("old");
        assertThatNothingIsIn(folder, "file", "link");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceStaysADevice() throws Exception {
        Path device = OwnDevice.NULL.in(folder);
        Path link = Files.createSymbolicLink(folder.resolve("link"), device);
        written(device, "lost");
        written(link, "lost");
        assertThat(attributes(device).isOther()).isTrue();
        assertThat(AtomicFile.isSame(device, link)).as("takes the place of nothing").isFalse();
        assertThatNothingIsIn(folder, "NULL", "link");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceThatIsFullIsSaidAndStays() throws Exception {
        Path full = OwnDevice.FULL.in(folder);
        assertThatThrownBy(() -> AtomicFile.write(full, "text")).isInstanceOf(FileAccessException.class)
                .hasMessage("cannot write " + full + ": No space left on device");
        assertThat(attributes(full).isOther()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeGetsTheText() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(run("mkfifo", pipe.toString()) == 0, "can make a pipe");
        var read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }, Thread::startVirtualThread);
        written(pipe, "through the pipe");
        assertThat(read.join()).isEqualTo("through the pipe");
        assertThat(attributes(pipe).isOther()).isTrue();
    }

    /** As /dev/stdout does that was led into a file: what is there already is the shell's, or another program's. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatAProcessHasOpenIsWrittenInto() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before ");
        Object inode = attributes(file).fileKey();
        try (var open = FileChannel.open(file, StandardOpenOption.APPEND)) {
            Path descriptor = descriptorOf(file);
            Path link = Files.createSymbolicLink(folder.resolve("stdout"), descriptor);
            written(link, "in between");
            assertThat(open.size()).isEqualTo("before in between".length());
        }
        assertThat(file).content().isEqualTo("before in between");
        assertThat(attributes(file).fileKey()).isEqualTo(inode);
    }

    /** A log that the shell appends to, as with {@code --control /dev/stdout >>log}, keeps what it had. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatAProcessHasOpenIsNotEmptiedWhenItIsOpenedAndAFileIs() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before ");
        try (var open = FileChannel.open(file, StandardOpenOption.APPEND)) {
            write(descriptorOf(file), "after");
            assertThat(open.size()).isEqualTo("before after".length());
        }
        assertThat(file).content().isEqualTo("before after");
        write(file, "alone");
        assertThat(file).content().isEqualTo("alone");
    }

    private static void write(Path file, String text) throws IOException {
        try (var out = AtomicFile.open(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Path descriptorOf(Path file) throws IOException {
        Path real = file.toRealPath();
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).equals(real);
                } catch (IOException gone) {
                    return false; // of the listing itself
                }
            }).findFirst().orElseThrow();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesWhatWasThere() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk.toString()) == 0,
                "may mount a file system");
        try {
            Path file = written(disk.resolve("file"), "old");
            assertThatThrownBy(() -> AtomicFile.write(file, "x".repeat(100_000)))
                    .hasMessage("cannot write " + file + ": No space left on device");
            assertThat(file).content().isEqualTo("old");
            assertThatNothingIsIn(disk, "file");
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static Path written(Path file, String text) throws IOException {
        AtomicFile.check(file);
        AtomicFile.write(file, text);
        return file;
    }

    private static void assertThatIsRefused(Path file, String reason) {
        assertThatThrownBy(() -> AtomicFile.check(file)).isInstanceOf(FileAccessException.class)
                .hasMessage("cannot write " + file + ": " + reason);
        assertThatThrownBy(() -> AtomicFile.write(file, "text")).isInstanceOf(FileAccessException.class)
                .hasMessage("cannot write " + file + ": " + reason);
    }

    private static void assertThatNothingIsIn(Path folder, String... butThese) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(butThese);
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.getPosixFilePermissions(file);
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
