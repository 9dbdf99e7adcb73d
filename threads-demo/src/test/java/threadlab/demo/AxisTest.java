package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @ParameterizedTest
    @CsvSource({
            "  11_000_000_000, 12, 0 1 2 3 4 5 6 7 8 9 10 11 s",
            "  12_000_000_001, 12, 0 2 4 6 8 10 12 s",
            " 660_000_000_000, 12, 0 100 200 300 400 500 600 s",
            "   1_100_000_000,  4, 0 0.5 1 s",
            "     100_000_000,  5, 0 0.02 0.04 0.06 0.08 0.1 s",
            "      99_999_999,  5, 0 20 40 60 80 ms",
            "               0,  5, 0 0.000001 ms"})
    void ticksAreRoundAndNoMoreThanAskedFor(String lengthNanos, int maxSteps, String expected) {
        Axis axis = Axis.of(Long.parseLong(lengthNanos.replace("_", "")), maxSteps);

        assertThat(axis.ticks().mapToObj(axis::text).collect(Collectors.joining(" ")) + " " + axis.unit())
                .isEqualTo(expected);
    }
}
