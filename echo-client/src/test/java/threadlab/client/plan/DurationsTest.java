package threadlab.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
    private final Durations durations = new Durations();

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "2.5s,PT2.5S", "10m,PT10M", "1h,PT1H", "0s,PT0S", "0ms,PT0S", "1.5m,PT1M30S",
            "0.000001ms,PT0.000000001S", "0.000000001s,PT0.000000001S", "007s,PT7S", "999999999s,PT999999999S"})
    void readsWhatPeopleWrite(String text, Duration duration) {
        assertThat(durations.convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "+1s", "1 s", " 1s", "1s ", "1s\n", "1d", "1.s", ".5s", "1,5s", "1S",
            "1e3s", "1m30s", "1234567890s", "\u0661s", "PT1S"})
    void refusesAnythingElseAndShowsIt(String text) {
        assertThatThrownBy(() -> durations.convert(text)).isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is not a duration such as 500ms, 2.5s, 10m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2562048h", "5124096h", "999999999h"})
    void refusesWhatIsTooLong(String text) {
        assertThatThrownBy(() -> durations.convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT0.5S,500ms", "PT0.0005S,0.5ms", "PT0.999999999S,999.999999ms", "PT1S,1s", "PT1.5S,1.5s",
            "PT10S,10s", "PT2M,120s", "PT0.1S,100ms"})
    void isWrittenWithoutZerosAtItsEnd(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenReadsBackAsTheSame() {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            var duration = Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 59)));
            assertThat(durations.convert(Durations.text(duration))).isEqualTo(duration);
        }
    }
}
