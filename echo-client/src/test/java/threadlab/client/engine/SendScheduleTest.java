package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendScheduleTest {
    private static final Offset<Long> ROUNDING = Offset.offset(1L);

    @ParameterizedTest
    @CsvSource({"1000, 0, 0", "1000, 1, 1000000", "1000, 1000, 1000000000", "0.5, 3, 6000000000", "3, 1, 333333333",
            "100000000, 7, 70", "2, 0.25, 125000000", "0.001, 1000000, 1000000000000000000"})
    void withoutARampArrivalsAreEvenlySpread(double perSecond, double arrivals, long nanos) {
        assertThat(new SendSchedule(perSecond, Duration.ZERO).nanos(arrivals)).isCloseTo(nanos, ROUNDING);
    }

    /** 100 a second, reached after 2 s: the ramp holds 100 arrivals, the first quarter of them in its first half. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 200000000", "25, 1000000000", "81, 1800000000", "100, 2000000000", "101, 2010000000",
            "300, 4000000000"})
    void duringTheRampArrivalsGrowWithTheSquareOfTime(double arrivals, long nanos) {
        assertThat(new SendSchedule(100, Duration.ofSeconds(2)).nanos(arrivals)).isCloseTo(nanos, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"PT2S, 100", "PT0.3S, 7", "PT60S, 12345", "PT0.001S, 90000"})
    void theRampsEndHasNoJumpAndNoKink(Duration ramp, double perSecond) {
        var schedule = new SendSchedule(perSecond, ramp);
        double atEnd = perSecond * ramp.toNanos() / 1e9 / 2;
        double small = atEnd * 1e-4;
        long before = schedule.nanos(atEnd) - schedule.nanos(atEnd - small);
        long after = schedule.nanos(atEnd + small) - schedule.nanos(atEnd);
        assertThat(schedule.nanos(atEnd)).isCloseTo(ramp.toNanos(), ROUNDING);
        assertThat(schedule.nanos(Math.nextDown(atEnd))).isCloseTo(ramp.toNanos(), ROUNDING);
        assertThat(before).isCloseTo(after, Offset.offset(2 + after / 1_000));
        assertThat(after / 1e9).isCloseTo(small / perSecond, Offset.offset(3e-9));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1000", "PT2S, 1000", "PT0.5S, 3", "PT3600S, 0.7"})
    void laterArrivalsAreNeverDueEarlier(Duration ramp, double perSecond) {
        var schedule = new SendSchedule(perSecond, ramp);
        long last = -1;
        for (int i = 0; i < 100_000; i++) {
            long nanos = schedule.nanos(i / 20.0);
            assertThat(nanos).isGreaterThanOrEqualTo(last);
            last = nanos;
        }
        assertThat(last).isPositive();
    }

    @Test
    void aRampDelaysAllLaterArrivalsByHalfOfIt() {
        var steep = new SendSchedule(50, Duration.ZERO);
        var ramped = new SendSchedule(50, Duration.ofSeconds(4));
        for (int arrival = 100; arrival < 1_000; arrival++) {
            assertThat(ramped.nanos(arrival) - steep.nanos(arrival)).isCloseTo(2_000_000_000L, ROUNDING);
        }
    }
}
