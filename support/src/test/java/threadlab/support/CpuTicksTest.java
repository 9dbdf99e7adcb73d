package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuTicksTest {

    @Test
    void theEighthFigureIsWhatWasStolen() {
        assertThat(CpuTicks.of(List.of("cpu  897678 5745 197838 1288482 2455 0 62706 53948 0 0")))
                .isEqualTo(new CpuTicks(0, 1_288_482 + 2_455, 53_948,
                        897_678 + 5_745 + 197_838 + 1_288_482 + 2_455 + 62_706 + 53_948));
    }

    @Test
    void guestsAreNotCountedTwice() {
        assertThat(CpuTicks.of(List.of("cpu  1000 20 300 4000 50 6 7 8 900 10")))
                .isEqualTo(new CpuTicks(0, 4_050, 8, 5_391));
    }

    @Test
    void aKernelWithoutGuestsTellsAsWell() {
        assertThat(CpuTicks.of(List.of("cpu  1 2 3 4 5 6 7 8"))).isEqualTo(new CpuTicks(0, 9, 8, 36));
    }

    @Test
    void theCpusAreCounted() {
        assertThat(CpuTicks.of(List.of("cpu  1 2 3 4 5 6 7 8", "cpu0 1 2 3 4 5 6 7 8", "cpu11 0 0 0 0 0 0 0 0",
                "intr 1", "ctxt 2")).cpus()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cpu", "cpu  1 2 3 4 5 6 7", "cpu0 1 2 3 4 5 6 7 8 9 10",
            "intr 1 2 3 4 5 6 7 8 9 10", "cpus are not told here"})
    void aLineThatDoesNotTellIsNone(String line) {
        assertThat(CpuTicks.of(List.of(line))).isNull();
        assertThat(CpuTicks.of(List.of())).isNull();
    }

    @Test
    void whatWasStolenAndWhatWasBusyArePartsOfTheTimeThatHasPassed() {
        var before = new CpuTicks(2, 300, 100, 1_000);

        assertThat(new CpuTicks(2, 400, 150, 1_200).stolenSince(before)).isEqualTo(0.25);
        assertThat(new CpuTicks(2, 400, 150, 1_200).busySince(before)).isEqualTo(0.5);
        assertThat(new CpuTicks(2, 300, 100, 1_200).stolenSince(before)).isZero();
        assertThat(new CpuTicks(2, 300, 100, 1_200).busySince(before)).isOne();
    }

    @Test
    void nothingIsToldWhereTooFewTicksHavePassed() {
        var ticks = new CpuTicks(2, 300, 100, 1_000);

        assertThat(ticks.stolenSince(ticks)).isNull();
        assertThat(ticks.busySince(ticks)).isNull();
        assertThat(new CpuTicks(2, 300, 109, 1_099).stolenSince(ticks)).isNull();
        assertThat(new CpuTicks(2, 300, 109, 1_100).stolenSince(ticks)).isEqualTo(0.09);
    }

    @Test
    void linuxTells() {
        assumeTrue(Files.isReadable(Path.of("/proc/stat")), "Linux tells its ticks");

        assertThat(CpuTicks.now().all()).isPositive();
        assertThat(CpuTicks.now().stolen()).isBetween(0L, CpuTicks.now().all());
        assertThat(CpuTicks.now().idle()).isBetween(1L, CpuTicks.now().all());
        assertThat(CpuTicks.now().cpus()).isPositive();
    }
}
