package threadlab.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import threadlab.support.ChildProcesses;
import threadlab.support.CpuQuota;

@Timeout(60)
@Tag("process")
class CpuGroupTest {
    @TempDir
    private Path folder;

    /** Skips the test where no group can be made. */
    private static CpuGroup groupOf(double cpus) throws InterruptedException {
        try {
            return CpuGroup.of(cpus);
        } catch (IOException e) {
            assumeThat(e).as("a control group with a CPU quota can be made here").isNull();
            throw new AssertionError(e);
        }
    }

    @Test
    void aProcessInItWaitsWhenItHasUsedTheQuotaUpAndTheGroupIsRemoved() throws Exception {
        Path procs;
        try (CpuGroup group = groupOf(0.05)) {
            procs = Path.of(group.entering().getLast());
            List<String> words = new ArrayList<>(group.entering());
            words.addAll(List.of("sh", "-c", "while :; do :; done"));
            Process busy = ChildProcesses.start(new ProcessBuilder(words));
            await().untilAsserted(
                    () -> assertThat(Files.readAllLines(procs)).containsExactly(String.valueOf(busy.pid())));
            await().untilAsserted(() -> assertThat(CpuQuota.ofProcess(busy.pid()).values())
                    .anyMatch(quota -> quota.throttled() > 0 && quota.waited().isPositive()));
            busy.destroyForcibly();
        }
        assertThat(procs.getParent()).doesNotExist();
    }

    @Test
    void whatAKilledRunHasLeftIsRemovedAndWhatALivingOneUsesIsKept() throws Exception {
        CpuGroup first = groupOf(0.5);
        Path parent = Path.of(first.entering().getLast()).getParent().getParent();
        first.close();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path left = Files.createDirectory(parent.resolve("threadlab-" + ended.pid() + "-0.5"));
        Path used = Files.createDirectory(parent.resolve("threadlab-" + ProcessHandle.current().pid() + "-other"));
        try (CpuGroup second = groupOf(0.5)) {
            assertThat(second.entering()).isNotEmpty();
            assertThat(left).doesNotExist();
            assertThat(used).exists();
        } finally {
            Files.delete(used);
        }
    }

    @Test
    void theQuotaIsWrittenAsTheVersionOfTheGroupsWantsIt() throws IOException {
        Path second = Files.createDirectory(folder.resolve("2"));
        Files.createFile(second.resolve("cpu.max"));
        CpuGroup.limit(second, 50_000);
        assertThat(second.resolve("cpu.max")).hasContent("50000 100000");
        Path first = Files.createDirectory(folder.resolve("1"));
        Files.createFile(first.resolve("cpu.cfs_quota_us"));
        CpuGroup.limit(first, 50_000);
        assertThat(first.resolve("cpu.cfs_quota_us")).hasContent("50000");
        assertThat(first.resolve("cpu.cfs_period_us")).hasContent("100000");
    }

    @Test
    void whereNoneCanBeMadeTheReasonIsToldAndNothingIsLeft() throws IOException {
        assertThatIOException().isThrownBy(() -> CpuGroup.in(List.of(), 0.5))
                .withMessage("there are no control groups for CPUs");
        assertThatIOException().isThrownBy(() -> CpuGroup.in(List.of(Path.of("/no/such"), folder), 0.5))
                .withMessage("groups in " + folder + " have no CPU quota");
        assertThat(folder).isEmptyDirectory();
        Path file = Files.createFile(folder.resolve("file"));
        assertThatIOException().isThrownBy(() -> CpuGroup.in(List.of(file), 0.5))
                .withMessageStartingWith("cannot write " + file + "/threadlab-");
    }
}
