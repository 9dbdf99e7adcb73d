package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTest {

    /** Drifts up and down, so that the ring wraps at every length and grows with its start anywhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesLikeAQueueUnderRandomOperations(long seed) {
        var random = new Random(seed);
        var inFlight = new InFlight();
        var model = new ArrayDeque<long[]>();
        int most = 0;
        for (int i = 0; i < 50_000; i++) {
            int addOfTen = i / 5_000 % 2 == 0 ? 6 : 4;
            if (model.isEmpty() || random.nextInt(10) < addOfTen) {
                inFlight.add(i, -i);
                model.add(new long[]{i, -i});
            } else {
                inFlight.removeFirst();
                model.removeFirst();
            }
            most = Math.max(most, model.size());
            assertThat(inFlight.count()).isEqualTo(model.size());
            if (!model.isEmpty()) {
                assertThat(new long[]{inFlight.firstDue(), inFlight.firstSent()}).isEqualTo(model.getFirst());
            }
        }
        assertThat(most).isGreaterThan(500);
    }

    /** The ring of two, four, ... is full with its oldest in every possible place when the next one comes. */
    @Test
    void growingKeepsTheOrderWhereverTheOldestLies() {
        for (int length = 2; length <= 64; length *= 2) {
            for (int start = 0; start < length; start++) {
                var inFlight = new InFlight();
                for (int i = 0; i < length; i++) {
                    inFlight.add(-1, -1);
                }
                for (int i = 0; i < length; i++) {
                    inFlight.removeFirst();
                }
                for (int i = 0; i < start; i++) {
                    inFlight.add(-1, -1);
                    inFlight.removeFirst();
                }
                for (int i = 0; i <= length; i++) {
                    inFlight.add(i, 1_000 + i);
                }
                for (int i = 0; i <= length; i++) {
                    assertThat(inFlight.firstDue()).isEqualTo(i);
                    assertThat(inFlight.firstSent()).isEqualTo(1_000 + i);
                    inFlight.removeFirst();
                }
                assertThat(inFlight.count()).isZero();
            }
        }
    }
}
