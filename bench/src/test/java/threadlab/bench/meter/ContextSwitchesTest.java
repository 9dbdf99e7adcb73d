package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.support.LinuxProcess;

class ContextSwitchesTest {
    /** The end of a status of Linux 6.18. */
    private static final String STATUS = """
            Name:\tjava
            State:\tS (sleeping)
            TracerPid:\t0
            Mems_allowed_list:\t0
            voluntary_ctxt_switches:\t81
            nonvoluntary_ctxt_switches:\t4
            """;

    @TempDir
    private Path folder;
    private LinuxProcess process;

    @BeforeEach
    void makeProcess() throws IOException {
        Files.createDirectory(folder.resolve("task"));
        process = new LinuxProcess(folder);
    }

    @Test
    void theSwitchesOfAllThreadsAreAddedUp() throws IOException {
        task("1", STATUS);
        task("2", STATUS.replace("81", "1000").replace("\t4", "\t20"));
        assertThat(ContextSwitches.of(process)).isEqualTo(new ContextSwitches(1_081, 24));
    }

    @Test
    void aThreadThatEndsMeanwhileIsSkipped() throws IOException {
        task("1", STATUS);
        Files.createDirectory(folder.resolve("task").resolve("2"));
        assertThat(ContextSwitches.of(process)).isEqualTo(new ContextSwitches(81, 4));
    }

    @Test
    void withoutASourceNothingIsKnown() throws IOException {
        assertThat(ContextSwitches.of(process)).isNull();
        assertThat(ContextSwitches.of(new LinuxProcess(folder.resolve("none")))).isNull();
        assertThat(ContextSwitches.of(Long.MAX_VALUE)).isNull();
        task("1", "Name:\tjava\nTracerPid:\t0\n");
        assertThat(ContextSwitches.of(process)).isNull();
    }

    @Test
    void sinceIsTheDifference() {
        assertThat(new ContextSwitches(100, 7).since(new ContextSwitches(60, 5)))
                .contains(new ContextSwitches(40, 2));
    }

    @Test
    void aNegativeDifferenceIsNotKnown() {
        assertThat(new ContextSwitches(100, 4).since(new ContextSwitches(60, 5))).isEmpty();
        assertThat(new ContextSwitches(59, 5).since(new ContextSwitches(60, 5))).isEmpty();
    }

    @Test
    void aProcessThatWaitsForItsInputLeavesItsCpu() throws IOException, InterruptedException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            ContextSwitches before = ContextSwitches.of(cat.pid());
            assumeTrue(before != null, "context switches are read from /proc");
            for (int i = 0; i < 100; i++) {
                cat.getOutputStream().write('.');
                cat.getOutputStream().flush();
                assertThat(cat.getInputStream().read()).isEqualTo('.');
            }
            // It may have found each byte without waiting, but then it waits for the next one, soon.
            await().until(() -> ContextSwitches.of(cat.pid()).since(before).orElseThrow().voluntary() > 0);
        } finally {
            cat.destroyForcibly().waitFor();
        }
        assertThat(ContextSwitches.of(cat.pid())).isNull();
    }

    private void task(String id, String status) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("task").resolve(id)).resolve("status"), status);
    }
}
