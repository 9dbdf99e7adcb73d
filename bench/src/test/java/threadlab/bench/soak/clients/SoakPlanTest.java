package threadlab.bench.soak.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.server.ThreadModel;

class SoakPlanTest {
    @ParameterizedTest
    @CsvSource({"5, 2.5, 0.2, 3", "60, 20, 1, 3", "600, 60, 5, 10", "86400, 8640, 5, 10"})
    void theRestFollowsFromTheDuration(int seconds, double settle, double every, double idleTimeout) {
        SoakPlan plan = SoakPlan.of(ThreadModel.VIRTUAL_TUNED, Duration.ofSeconds(seconds), null, 0.02, 1);

        assertThat(plan).isEqualTo(new SoakPlan("virtual-tuned", seconds, settle, every, idleTimeout, 0.02, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"4999 | | 1 | for is 4.999s, allowed: 5s to 24h",
            "86400001 | | 1 | for is 86400.001s, allowed: 5s to 24h",
            "60000 | 99 | 1 | every is 99ms, allowed: 100ms to 3.333333333s",
            "60000 | 3334 | 1 | every is 3.334s, allowed: 100ms to 3.333333333s",
            "60000 | | -1 | seed is -1, allowed: 0 to 9223372036854775807"})
    void aValueOutOfRangeIsRefused(long forMillis, Long everyMillis, long seed, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> SoakPlan.of(ThreadModel.VIRTUAL_TUNED,
                Duration.ofMillis(forMillis), everyMillis == null ? null : Duration.ofMillis(everyMillis), 0.02, seed))
                .withMessage(line);
    }

    @Test
    void samplesComeAtRandomMomentsOneToAnIntervalAndTheSameForTheSameSeed() {
        SoakPlan plan = SoakPlan.of(ThreadModel.VIRTUAL_TUNED, Duration.ofMinutes(10), null, 0, 7);
        double[] moments = plan.sampleSeconds();

        assertThat(moments).hasSize(120).isEqualTo(plan.sampleSeconds());
        double[] places = IntStream.range(0, 120).mapToDouble(i -> moments[i] / 5 - i).toArray();
        assertThat(DoubleStream.of(places).boxed()).allSatisfy(place -> assertThat(place).isBetween(0.5, 1.0));
        assertThat(DoubleStream.of(places).filter(place -> place < 0.75).count()).isBetween(40L, 80L);
    }
}
