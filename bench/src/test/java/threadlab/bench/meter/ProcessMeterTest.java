package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMeterTest {
    @Test
    void readsResidentMemoryAndThreadsFromTheStatusOfLinux() {
        assertThat(ProcessMeter.parse(List.of("Name:\tjava", "VmRSS:\t   70312 kB", "Threads:\t27")))
                .isEqualTo(new ProcessMeter.Memory(70_312L * 1024, 27));
    }

    @Test
    void whatIsNotToldIsNull() {
        assertThat(ProcessMeter.parse(List.of("Name:\tjava"))).isEqualTo(new ProcessMeter.Memory(null, null));
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
