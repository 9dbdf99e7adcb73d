package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
    @Test
    void theSmallestCountsAsManyTimesAsThereAreAndTheLargestOnce() {
        assertThat(BenjaminiHochberg.corrected(new double[]{0.5, 0.01, 0.2}))
                .containsExactly(new double[]{0.5, 0.03, 0.3}, offset(1e-12));
    }

    @Test
    void noneIsCorrectedBeyondALargerOne() {
        assertThat(BenjaminiHochberg.corrected(new double[]{0.04, 0.03, 0.05}))
                .containsExactly(new double[]{0.05, 0.05, 0.05}, offset(1e-12));
    }

    @Test
    void oneAloneStaysAsItIs() {
        assertThat(BenjaminiHochberg.corrected(new double[]{0.3})).containsExactly(0.3);
    }

    @Test
    void noneGivesNone() {
        assertThat(BenjaminiHochberg.corrected(new double[0])).isEmpty();
    }
}
