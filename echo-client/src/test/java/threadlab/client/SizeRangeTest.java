package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SizeRangeTest {

    @ParameterizedTest
    @CsvSource({"64, 64, 64", "0, 0, 0", "007, 7, 7", "999999999, 999999999, 999999999", "1..4096, 1, 4096",
            "5..5, 5, 5", "5..3, 5, 3"})
    void readsOneSizeOrTwoLimits(String text, int min, int max) {
        assertThat(new SizeRange().convert(text)).isEqualTo(new SizeRange(min, max));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5", "1.", "1..", "..1", "1...9", "1..2..3", "1 ..2", "64k", "+64",
            "1234567890", "1..1234567890", "\u0661", "64\n"})
    void refusesAnythingElseAndShowsIt(String text) {
        assertThatThrownBy(() -> new SizeRange().convert(text)).isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is not a number of bytes such as 64 or 1..4096");
    }
}
