package threadlab.client.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBoundTest {

    @ParameterizedTest
    @CsvSource({"p50<=5ms, 50, 5, p50 <= 5 ms", "p90 <= 20ms, 90, 20, p90 <= 20 ms",
            "p99<=2.5s, 99, 2500, p99 <= 2.5 s", "p99.9<=1s, 99.9, 1000, p99.9 <= 1 s"})
    void aBoundIsReadAndWritten(String text, double percentile, long millis, String inSentence) {
        LatencyBound bound = LatencyBound.parse(text);
        assertThat(bound).isEqualTo(new LatencyBound(percentile, Duration.ofMillis(millis)));
        assertThat(LatencyBound.parse(bound.toString())).isEqualTo(bound);
        assertThat(bound.inSentence()).isEqualTo(inSentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p99", "p99<100ms", "p95<=1s", "p99<=", "p99<=fast", "p99<=-1ms", "p99<=0s",
            "p99<=11s", "max<=1s", "p99>=1s", "p99<=1s p50<=1s"})
    void anythingElseIsRefusedInALineThatShowsIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LatencyBound.parse(text))
                .withMessageMatching("'.*' is not a (bound|duration) such as [^\n]*|find-rate is 1?\\d?s, allowed: .*");
    }

    @ParameterizedTest
    @CsvSource({"p99<=100ms, 1000, 1000", "p99<=1s, 1000, 5000", "p99<=100ms, 20, 5000", "p50<=100ms, 20, 1000",
            "p99.9<=100ms, 200, 5000"})
    void aWindowIsLongEnoughForThePercentileAndForAQueueToShow(String bound, double rate, long millis) {
        assertThat(LatencyBound.parse(bound).window(rate)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void theLowestRateNeedsNoVeryLongWindow() {
        LatencyBound bound = LatencyBound.parse("p99<=1ms");
        assertThat(bound.window(bound.lowestRate())).isEqualTo(Duration.ofSeconds(10));
    }
}
