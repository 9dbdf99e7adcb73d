package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "2.5s,PT2.5S", "10m,PT10M", "1h,PT1H", "0s,PT0S", "0ms,PT0S", "1.5m,PT1M30S",
            "0.000001ms,PT0.000000001S", "0.000000001s,PT0.000000001S", "007s,PT7S", "9223372036s,PT9223372036S",
            "2562047h,PT2562047H"})
    void readsANumberAndAUnit(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "5", "s", "-1s", "+1s", "1 s", " 1s", "1s ", "1s\n", "1d", "1.s", ".5s", "1,5s",
            "1S", "1e3s", "1m30s", "99999999999999999999s", "\u0661s", "PT1S"})
    void refusesAnythingElseAndShowsIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text))
                .withMessage("'" + text + "' is not a duration such as 500ms, 2.5s, 10m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2562048h", "999999999h", "9999999999999999999ms"})
    void refusesWhatNoClockMeasures(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text))
                .withMessage("'" + text + "' is too long, allowed: at most 2562047h");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT0.5S,500ms", "PT0.0005S,0.5ms", "PT0.999999999S,999.999999ms", "PT1S,1s", "PT1.5S,1.5s",
            "PT10S,10s", "PT59S,59s", "PT2M,2m", "PT90S,90s", "PT90M,90m", "PT1H,1h", "PT1H0.5S,3600.5s",
            "PT-1S,-1s", "PT-0.5S,-500ms", "PT-1M,-1m", "PT999999999H,999999999h"})
    void writesTheLargestUnitThatNeedsNoFraction(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenReadsBackAsTheSame() {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            long nanos = random.nextLong(1L << random.nextInt(1, 63));
            for (long whole : new long[]{nanos, nanos / 1_000_000_000 * 1_000_000_000}) {
                var duration = Duration.ofNanos(whole);
                assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
            }
        }
    }
}
