package threadlab.demo.lessons.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0, 0 B", "900, 900 B", "1024, 1 KiB", "1536, 1.5 KiB", "8388608, 8 MiB", "6335076762, 5.9 GiB"})
    void bytesHaveTheLargestUnitThatFits(long bytes, String expected) {
        assertThat(Figures.bytes(bytes)).isEqualTo(expected);
    }

    @Test
    void numbersDoNotFollowTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Figures.count(100_000)).isEqualTo("100,000");
            assertThat(Figures.millis(1_500_200_000)).isEqualTo("1,500.2 ms");
            assertThat(Figures.decimal(1.567, 2)).isEqualTo("1.57");
        } finally {
            Locale.setDefault(before);
        }
    }
}
