package threadlab.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

    @Test
    void whatIsValidPasses() {
        assertThatCode(() -> Preconditions.check(true, "host", null, "anything")).doesNotThrowAnyException();
    }

    static Stream<Arguments> values() {
        return Stream.of(Arguments.of("", "''"), Arguments.of("a b", "'a b'"), Arguments.of(7, "7"),
                Arguments.of(1e12, "1000000000000"), Arguments.of(0.25, "0.25"), Arguments.of(Double.NaN, "NaN"),
                Arguments.of(Double.POSITIVE_INFINITY, "Infinity"), Arguments.of(Duration.ofMinutes(90), "90m"),
                Arguments.of(Path.of("ca.pem"), "ca.pem"), Arguments.of(null, "null"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aRefusalNamesTheFieldTheValueAndWhatIsAllowed(Object value, String shown) {
        assertThatIllegalArgumentException().isThrownBy(() -> Preconditions.check(false, "it", value, "others"))
                .withMessage("it is " + shown + ", allowed: others");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_535})
    void aRangeHasBothItsEnds(long port) {
        assertThatCode(() -> Preconditions.checkRange("port", port, 0, 65_535)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 65_536, Long.MAX_VALUE})
    void whatIsOutOfRangeIsRefused(long port) {
        assertThatIllegalArgumentException().isThrownBy(() -> Preconditions.checkRange("port", port, 0, 65_535))
                .withMessage("port is " + port + ", allowed: 0 to 65535");
    }

    @Test
    void aDurationHasARangeToo() {
        Duration min = Duration.ofMillis(1);
        Duration max = Duration.ofMinutes(1);
        Stream.of(min, max).forEach(end -> assertThatCode(
                () -> Preconditions.checkRange("delay", end, min, max)).doesNotThrowAnyException());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preconditions.checkRange("delay", Duration.ofHours(5), min, max))
                .withMessage("delay is 5h, allowed: 1ms to 1m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preconditions.checkRange("delay", Duration.ZERO, min, max))
                .withMessage("delay is 0s, allowed: 1ms to 1m");
    }
}
