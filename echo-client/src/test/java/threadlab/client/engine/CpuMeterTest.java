package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import threadlab.client.result.LoadResult;

class CpuMeterTest {

    @Test
    void itMeasuresWhatTheProcessTakesFromItsStartOn() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var meter = CpuMeter.start();
        long before = system.getProcessCpuTime();
        while (system.getProcessCpuTime() == before) {
            Thread.onSpinWait();
        }

        LoadResult.Cost cost = meter.stop(Duration.ofMillis(7), 42L);

        assertThat(cost.cpu()).isPositive()
                .isLessThanOrEqualTo(Duration.ofNanos(system.getProcessCpuTime()));
        assertThat(cost.cpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(cost.stoodStill()).isEqualTo(Duration.ofMillis(7));
        assertThat(cost.liveHeapBytes()).isEqualTo(42);
    }
}
