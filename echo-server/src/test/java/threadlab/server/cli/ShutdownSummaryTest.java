package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;

/** The line that a server ends with. */
class ShutdownSummaryTest {
    private static final DrainResult RESULT = new DrainResult(2, 1, Duration.ofMillis(40));

    @Test
    void endsWithTheStartDelaysInMillisecondsToTheMicrosecond() {
        assertThat(summary(StartLatency.NONE.plus(36_400).plus(3_100_000).plus(40_000)))
                .isEqualTo("stopped in 40 ms: 2 sessions drained, 1 forced; 3 accepted, 4 reads, 5 bytes in all"
                        + "; ended: drained 2, forced 1; start latency 1.059 ms on average, 3.100 ms at most");
    }

    @Test
    void saysNothingOfStartDelaysIfNoSessionStarted() {
        assertThat(summary(StartLatency.NONE)).endsWith("; ended: drained 2, forced 1");
    }

    @Test
    void tellsHowManyWereRefusedAndWhy() {
        var stats = new ServerStats(3, 0, Map.of(CloseReason.RESET, 3L),
                Map.of(RejectReason.ADDRESS_FULL, 7L, RejectReason.NOT_ALLOWED, 12_345L), 4, 5,
                StartLatency.NONE.plus(1_000));
        assertThat(ShutdownSummary.text(RESULT, stats))
                .endsWith("; 3 accepted, 4 reads, 5 bytes in all; ended: reset 3"
                        + "; rejected: not-allowed 12345, address-full 7"
                        + "; start latency 0.001 ms on average, 0.001 ms at most");
    }

    @Test
    void isReadByProgramsTheSameInEveryCountryAndHoweverLongTheDelay() {
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(summary(StartLatency.NONE.plus(12_345_678_901L)))
                    .endsWith("; start latency 12345.679 ms on average, 12345.679 ms at most");
        } finally {
            Locale.setDefault(usual);
        }
    }

    private static String summary(StartLatency delays) {
        var closed = Map.of(CloseReason.DRAINED, 2L, CloseReason.FORCED, 1L);
        return ShutdownSummary.text(RESULT, new ServerStats(3, 0, closed, Map.of(), 4, 5, delays));
    }
}
