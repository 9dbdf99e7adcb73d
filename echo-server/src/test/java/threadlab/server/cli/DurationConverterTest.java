package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "0s, PT0S", "10s, PT10S", "5m, PT5M", "1h, PT1H", "007s, PT7S",
            "999999999h, PT999999999H"})
    void readsANumberAndAUnit(String text, Duration duration) {
        assertThat(converter.convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "10", "s", "-1s", "+1s", "1.5s", "1,000s", "10 s", " 10s", "10s\n", "10S", "1d",
            "1h30m", "PT10S", "1000000000s", "١s"})
    void refusesEverythingElseWithExamples(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> converter.convert(text))
                .withMessage("'" + text + "' is not a duration such as 500ms, 10s, 5m or 1h");
    }

    @ParameterizedTest
    @CsvSource({"0s, 0s", "500ms, 500ms", "1500ms, 1500ms", "1000ms, 1s", "59s, 59s", "120s, 2m", "90m, 90m", "60m, 1h",
            "999999999h, 999999999h", "999999999ms, 999999999ms"})
    void writesTheShortestTextThatItReads(String text, String written) {
        assertThat(DurationConverter.text(converter.convert(text))).isEqualTo(written);
        assertThat(converter.convert(written)).isEqualTo(converter.convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.0000015S", "PT2562047788015215H30M7.5S"})
    void writesWhatItCouldNotReadAsTheJdkDoes(Duration duration) {
        assertThat(DurationConverter.text(duration)).isEqualTo(duration.toString());
    }
}
