package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DelayConverterTest {

    @ParameterizedTest
    @CsvSource({"1ms, PT0.001S", "100ms, PT0.1S", "1.5ms, PT0.0015S", "0.5s, PT0.5S", "1s, PT1S", "60s, PT60S",
            "60000ms, PT60S"})
    void millisecondsAndSecondsAreRead(String text, Duration expected) {
        assertThat(new DelayConverter().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "-1s", "0s", "0.9ms", "60.001s", "1h", "1 s", "1S", ".5s", "1,5s", "1e3ms",
            "99999999999999999999s", "\u0661s"})
    void anythingElseIsRefusedByName(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> new DelayConverter().convert(text))
                .withMessage("'" + text + "' is not from 1ms to 60s, such as 100ms or 0.5s");
    }
}
