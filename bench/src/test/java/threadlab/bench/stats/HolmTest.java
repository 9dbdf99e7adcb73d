package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void theSmallestCountsMostAndNoneLessThanOneBeforeIt() {
        assertThat(Holm.corrected(new double[]{0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[]{0.03, 0.06, 0.06, 0.02}, within(1e-12));
    }

    @Test
    void isNeverAboveOne() {
        assertThat(Holm.corrected(new double[]{0.9, 0.6, 1})).containsExactly(1, 1, 1);
    }

    @Test
    void aSingleOneStaysAsItIs() {
        assertThat(Holm.corrected(new double[]{0.0123})).containsExactly(0.0123);
    }

    @Test
    void noneNeedsNone() {
        assertThat(Holm.corrected(new double[0])).isEmpty();
    }
}
