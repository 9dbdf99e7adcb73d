package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LinuxProcessTest {
    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessIsTheSameByItsId() {
        long pid = ProcessHandle.current().pid();
        assertThat(LinuxProcess.self().status().number("Pid")).hasValue(pid);
        assertThat(LinuxProcess.of(pid).status().number("Pid")).hasValue(pid);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void residentMemoryIsInBytes() {
        assertThat(LinuxProcess.self().status().bytes("VmRSS").orElseThrow())
                .isBetween(1L << 20, 1L << 40);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anOpenFileIsADescriptor() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        int before = LinuxProcess.self().descriptors().orElseThrow();
        InputStream[] open = new InputStream[50];
        try {
            for (int i = 0; i < open.length; i++) {
                open[i] = Files.newInputStream(file);
            }
            assertThat(LinuxProcess.self().descriptors().orElseThrow()).isGreaterThan(before + open.length / 2);
        } finally {
            for (InputStream each : open) {
                each.close();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlatformThreadIsAThreadWithAStatus() throws InterruptedException {
        var end = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name("counted-here").start(() -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            begun.await();
            assertThat(LinuxProcess.self().threads().orElseThrow()).isGreaterThan(1);
            assertThat(LinuxProcess.self().threadStatuses().map(status -> status.get("Name").orElseThrow()))
                    .contains("counted-here");
        } finally {
            end.countDown();
            thread.join();
        }
    }

    @Test
    void whereThereIsNoProcAllAnswersAreEmpty() {
        var nowhere = new LinuxProcess(folder.resolve("none"));
        assertThat(nowhere.status().text()).isEmpty();
        assertThat(nowhere.threadStatuses()).isEmpty();
        assertThat(nowhere.threads()).isEmpty();
        assertThat(nowhere.descriptors()).isEmpty();
    }

    @Test
    void aThreadThatEndsMeanwhileIsLeftOut() throws IOException {
        Path task = Files.createDirectories(folder.resolve("task"));
        Files.createDirectory(task.resolve("7")); // its files are gone already
        Files.writeString(Files.createDirectory(task.resolve("8")).resolve("status"), "Name:\tna\u00efve\n",
                StandardCharsets.ISO_8859_1);
        assertThat(new LinuxProcess(folder).threadStatuses().map(status -> status.get("Name").orElseThrow()))
                .containsExactly("na\u00efve");
    }
}
