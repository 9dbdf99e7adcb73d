package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By a clock that the test turns; it starts anywhere, also just before its numbers run out. */
@ParameterizedClass
@ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 3, Long.MIN_VALUE})
class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    @Parameter
    private long now;

    @Test
    void holdsASecondsWorthAtFirst() {
        var bucket = new TokenBucket(1_000, now);
        assertThat(bucket.delay(now)).isEqualTo(-SECOND);
        bucket.take(1_000, now);
        assertThat(bucket.delay(now)).as("empty, and not overdrawn").isZero();
    }

    @Test
    void isOverdrawnByWhatItDoesNotHoldAndPaysItOffWithTime() {
        var bucket = new TokenBucket(1_000, now);
        bucket.take(1_250, now);
        assertThat(bucket.delay(now)).isEqualTo(SECOND / 4);
        now += SECOND / 4 - 1;
        assertThat(bucket.delay(now)).isEqualTo(1);
        now++;
        assertThat(bucket.delay(now)).isZero();
        now += SECOND / 2;
        assertThat(bucket.delay(now)).isEqualTo(-SECOND / 2);
    }

    @Test
    void holdsNoMoreThanASecondsWorthHoweverLongTheRest() {
        var bucket = new TokenBucket(1_000, now);
        now += 3_600 * SECOND;
        bucket.take(1_001, now);
        assertThat(bucket.delay(now)).isEqualTo(SECOND / 1_000);
    }

    @Test
    void nothingTakenIsNothingPaid() {
        var bucket = new TokenBucket(1, now);
        bucket.take(0, now);
        assertThat(bucket.delay(now)).isEqualTo(-SECOND);
    }

    /** By one who reads shares of any size and waits when told to, as a session does. */
    @ParameterizedTest
    @CsvSource({"1", "7", "1000", "99991", "1000000", "600000000", "1000000000"})
    void givesExactlyItsRateInTheLongRunAndNoWaitIsLong(int rate) {
        var bucket = new TokenBucket(rate, now);
        var random = new Random(rate);
        long start = now;
        long taken = 0;
        for (int i = 0; i < 10_000; i++) {
            int bytes = 1 + random.nextInt(bucket.maxRead());
            bucket.take(bytes, now);
            taken += bytes;
            long delay = bucket.delay(now);
            assertThat(delay).isLessThanOrEqualTo(Math.max(SECOND / 8, SECOND / rate + 1));
            now += Math.max(0, delay);
        }
        double seconds = (now - start) / (double) SECOND;
        assertThat(taken).isLessThanOrEqualTo((long) (rate * seconds) + rate + bucket.maxRead());
        if (taken > 2L * rate) { // so that it was overdrawn, and every pause was as short as it could be
            assertThat((double) taken).isGreaterThanOrEqualTo(0.99 * rate * seconds);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "8, 1", "15, 1", "16, 2", "1000, 125", "131071, 16383", "131072, 16384", "1000000000, 16384"})
    void aShareIsAnEighthOfASecondAndAtLeastAByteAndAtMostALargestBuffer(int rate, int share) {
        assertThat(new TokenBucket(rate, now).maxRead()).isEqualTo(share);
    }
}
