package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMeterTest {
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void readsResidentMemoryAndThreadsOnLinux() {
        ProcessMeter.Memory memory = new ProcessMeter(ProcessHandle.current().pid()).memory();
        assertThat(memory.residentBytes()).isGreaterThan(1 << 20);
        assertThat(memory.threads()).isGreaterThan(5);
    }

    @Test
    void nothingIsKnownOfAProcessThatHasEnded() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("cat").start();
        var meter = new ProcessMeter(ended.pid());
        ended.destroyForcibly().waitFor();
        assertThat(meter.memory()).isEqualTo(new ProcessMeter.Memory(null, null));
        assertThat(meter.descriptors()).isNull();
    }

    @Test
    void theCpuTimeOfThisProcessOnlyGrows() {
        var meter = new ProcessMeter(ProcessHandle.current().pid());
        Double before = meter.cpuSeconds();
        assertThat(meter.cpuSeconds()).isPositive().isGreaterThanOrEqualTo(before);
    }

    @Test
    void itIsExactUnlessThreadsHaveEnded() {
        var before = new ProcessMeter.CpuTime(10.00, 4.0);
        assertThat(new ProcessMeter.CpuTime(11.01, 5.0034).since(before)).isCloseTo(1.0034, within(1e-9));
        assertThat(new ProcessMeter.CpuTime(11.01, 4.7).since(before)).as("ended threads had 0.3 s")
                .isCloseTo(1.01, within(1e-9));
        assertThat(new ProcessMeter.CpuTime(11.01, null).since(before)).isCloseTo(1.01, within(1e-9));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void theThreadsOfThisProcessHaveUsedNoMoreThanTheProcess() {
        ProcessMeter.CpuTime time = new ProcessMeter(ProcessHandle.current().pid()).cpuTime();
        assertThat(time.threadSeconds()).isPositive();
        assertThat(new ProcessMeter(ProcessHandle.current().pid()).cpuSeconds() + 0.02)
                .isGreaterThan(time.threadSeconds());
    }

    /** The shell itself does nothing; one child of it ends and one stays. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void aTreeIsAllItsProcessesWithThoseThatHaveEnded() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "head -c 500000000 /dev/zero >/dev/null; tail -f /dev/null; :")
                .start();
        try {
            ProcessMeter tree = ProcessMeter.ofTree(shell.pid());
            await().untilAsserted(() -> assertThat(tree.cpuSeconds()).isPositive());
            await().until(() -> shell.toHandle().children().flatMap(child -> child.info().command().stream())
                    .anyMatch(command -> command.endsWith("tail")));
            assertThat(tree.cpuSeconds()).as("with that of head, which has ended").isPositive();
            assertThat(tree.memory().threads()).isEqualTo(2);
            assertThat(tree.memory().residentBytes()).isPositive();
            assertThat(tree.contextSwitches()).isNotNull();
            ProcessMeter alone = new ProcessMeter(shell.pid());
            assertThat(alone.memory().threads()).isOne();
            assertThat(alone.cpuSeconds()).isLessThan(tree.cpuSeconds());
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProcessMeter(Long.MAX_VALUE))
                .withMessage("no process " + Long.MAX_VALUE);
    }
}
