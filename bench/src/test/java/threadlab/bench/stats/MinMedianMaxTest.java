package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MinMedianMaxTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(MinMedianMax.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new MinMedianMax(4, 1, 9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(MinMedianMax.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new MinMedianMax(3, 1, 9));
    }

    @Test
    void oneValueIsItsOwnSpread() {
        assertThat(MinMedianMax.of(List.of(7.0))).isEqualTo(new MinMedianMax(7, 7, 7));
    }

    @Test
    void nothingHasNoSpread() {
        assertThat(MinMedianMax.of(List.of())).isNull();
    }
}
