package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12345     | 12,345
            99.96     | 100
            9.994     | 9.99
            0.01      | 0.01
            0.0012    | 0.0012
            0.0009501 | 0.0010
            0.000949  | 0.00095
            0.000134  | 0.00013
            0.0000012 | 1.2e-06
            0         | 0.00
            """)
    void aFigureHasThreeDigitsOrTwoIfItIsSmall(double number, String text) {
        assertThat(NumberFormat.digits(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1,1.00", "1.004,1.004", "0.998,0.998", "0.05,0.050", "12.34,12.3", "123.4,123"})
    void aRatioThatIsNotOneDoesNotReadAsOne(double ratio, String text) {
        assertThat(NumberFormat.times(ratio)).isEqualTo(text);
    }
}
