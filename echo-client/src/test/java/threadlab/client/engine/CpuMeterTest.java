package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.engine.CpuMeter.Ticks;
import threadlab.client.result.LoadResult;

class CpuMeterTest {

    @Test
    void theEighthFigureIsWhatWasStolen() {
        assertThat(Ticks.of("cpu  897678 5745 197838 1288482 2455 0 62706 53948 0 0"))
                .isEqualTo(new Ticks(53_948, 897_678 + 5_745 + 197_838 + 1_288_482 + 2_455 + 62_706 + 53_948));
    }

    @Test
    void guestsAreNotCountedTwice() {
        assertThat(Ticks.of("cpu  1000 20 300 4000 50 6 7 8 900 10")).isEqualTo(new Ticks(8, 5_391));
    }

    @Test
    void aKernelWithoutGuestsTellsAsWell() {
        assertThat(Ticks.of("cpu  1 2 3 4 5 6 7 8")).isEqualTo(new Ticks(8, 36));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cpu", "cpu  1 2 3 4 5 6 7", "cpu0 1 2 3 4 5 6 7 8 9 10",
            "intr 1 2 3 4 5 6 7 8 9 10", "cpus are not told here"})
    void aLineThatDoesNotTellIsNone(String line) {
        assertThat(Ticks.of(line)).isNull();
    }

    @Test
    void whatWasStolenIsAPartOfTheTimeThatHasPassed() {
        var before = new Ticks(100, 1_000);

        assertThat(new Ticks(150, 1_200).stolenSince(before)).isEqualTo(0.25);
        assertThat(new Ticks(100, 1_200).stolenSince(before)).isZero();
    }

    @Test
    void nothingWasStolenWhereNoTickHasPassed() {
        var ticks = new Ticks(100, 1_000);

        assertThat(ticks.stolenSince(ticks)).isNull();
        assertThat(new Ticks(ticks.stolen() + 9, ticks.all() + 99).stolenSince(ticks)).isNull();
        assertThat(new Ticks(ticks.stolen() + 9, ticks.all() + 100).stolenSince(ticks)).isEqualTo(0.09);
    }

    @Test
    void linuxTells() {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "Linux tells its ticks");

        assertThat(Ticks.now().all()).isPositive();
        assertThat(Ticks.now().stolen()).isBetween(0L, Ticks.now().all());
    }

    @Test
    void itMeasuresWhatTheProcessTakesFromItsStartOn() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var meter = CpuMeter.start();
        long before = system.getProcessCpuTime();
        while (system.getProcessCpuTime() == before) {
            Thread.onSpinWait();
        }

        LoadResult.Cost cost = meter.stop(42L);

        assertThat(cost.cpu()).isPositive()
                .isLessThanOrEqualTo(Duration.ofNanos(system.getProcessCpuTime()));
        assertThat(cost.cpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(cost.liveHeapBytes()).isEqualTo(42);
    }
}
