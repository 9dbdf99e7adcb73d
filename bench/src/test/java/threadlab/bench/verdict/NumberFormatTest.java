package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.support.Counted;
import tools.jackson.jr.ob.JSON;

class NumberFormatTest {
    private static final Map<String, DoubleFunction<String>> FORMATS = Map.of("digits", NumberFormat::digits, "times",
            NumberFormat::times, "percent", NumberFormat::percent, "count", NumberFormat::count, "millis",
            NumberFormat::millis, "bytes", NumberFormat::bytes, "rate", NumberFormat::rate);

    /** {@code format.test.js} reads the same cases, so that the pages have the numbers of the terminal. */
    static Stream<Arguments> cases() throws IOException {
        try (InputStream json = NumberFormatTest.class.getResourceAsStream("/threadlab/bench/number-format.json")) {
            return JSON.std.mapFrom(json).entrySet().stream().flatMap(format -> ((Map<?, ?>) format.getValue())
                    .entrySet().stream().map(text -> Arguments.of(format.getKey(), text.getKey(), text.getValue())));
        }
    }

    @Test
    void oneIsNoPlural() {
        assertThat(Counted.of(1, "round")).isEqualTo("1 round");
        assertThat(Counted.of(2000, "round")).isEqualTo("2,000 rounds");
        assertThat(NumberFormat.sessions(List.of(1))).isEqualTo("1 session");
        assertThat(NumberFormat.sessions(List.of(1, 1000))).isEqualTo("1, 1,000 sessions");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aNumberReadsAsOnThePages(String format, double number, String text) {
        assertThat(FORMATS.get(format).apply(number)).isEqualTo(text);
    }
}
