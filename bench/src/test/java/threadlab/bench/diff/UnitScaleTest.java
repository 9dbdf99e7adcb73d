package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitScaleTest {
    @ParameterizedTest
    @CsvSource({"ops/ns, 0.0123, 12.3 M ops/s", "ops/us, 0.5, 500 k ops/s", "ops/ms, 2, '2,000 ops/s'",
            "ops/s, 0.25, 0.250 ops/s", "ops/min, 60, 1.00 ops/s", "ns/op, 1234, 1.23 us/op", "us/op, 1500, 1.50 ms/op",
            "us/op, 0.002, 2.00 ns/op", "s/op, 90, 90.0 s/op", "ms/op, 0.5, 500 us/op", "B/op, 24, 24.0 B/op",
            "B/op, 2048, 2.00 KiB/op", "B/op, 3145728, 3.00 MiB/op", "B/op, 0.0000012, <0.001 B/op",
            "MB/sec, 123456, 123 k MB/sec", "counts, 3, 3.00 counts", "ns/op, NaN, -"})
    void aScoreReadsInTheUnitThatSuitsIt(String unit, double score, String text) {
        assertThat(UnitScale.of(unit, score).text(score)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"ops/s, HIGHER", "ops/ns, HIGHER", "ns/op, LOWER", "B/op, LOWER", "#/op, LOWER", "MB/sec, NEITHER",
            "counts, NEITHER"})
    void theUnitTellsWhichWayIsBetter(String unit, Direction better) {
        assertThat(Direction.ofUnit(unit)).isEqualTo(better);
    }
}
