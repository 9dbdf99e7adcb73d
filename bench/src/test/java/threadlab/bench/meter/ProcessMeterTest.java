package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    void aProcessThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProcessMeter(Long.MAX_VALUE))
                .withMessage("no process " + Long.MAX_VALUE);
    }
}
