package threadlab.bench.soak.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitFormatTest {
    @ParameterizedTest
    @CsvSource({"bytes, 0, 0 B", "bytes, 700, +700 B", "bytes, -0.3, 0 B", "bytes, -2048, -2.0 KiB",
            "bytes, 1572864, +1.50 MiB", "count, 0, 0", "count, 3, +3", "count, 0.25, +0.25", "count, -0.001, 0",
            "count, 1234.5, '+1,235'"})
    void aChangeHasASignAndAUnit(String unit, double amount, String text) {
        assertThat(UnitFormat.change(unit, amount)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"bytes, 1572864, 1.50 MiB", "count, 125, 125"})
    void aLevelHasNoPlus(String unit, double amount, String text) {
        assertThat(UnitFormat.level(unit, amount)).isEqualTo(text);
    }
}
