package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ShiftTest {
    private static final int RUNS = 2_000;

    @Test
    void theIntervalIsWelchsOnTheLogScale() {
        var shift = new Shift(List.of(10.0, 10.5, 9.5, 10.0), List.of(11.0, 12.0, 13.0, 12.0));
        Finding finding = Shift.findings(Map.of("one", shift)).get("one");
        assertThat(finding.verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(finding.interval().estimate()).isBetween(1.19, 1.21);
        assertThat(finding.interval().low()).isGreaterThan(1.0);
        assertThat(finding.interval().high()).isBetween(1.3, 1.45);
    }

    @Test
    void fewerThanFourRoundsOnEitherSideShowNothing() {
        var shift = new Shift(List.of(1.0, 1.1, 1.2), List.of(5.0, 5.1, 5.2, 5.3));
        assertThat(Shift.findings(Map.of("one", shift)).get("one").verdict()).isEqualTo(Verdict.TOO_FEW_ROUNDS);
    }

    /** Families of eight without a difference, in each of which somebody may look for one. */
    @Test
    void lessThanOneFamilyInFiftyShowsADifferenceWhereThereIsNone() {
        var random = new SplittableRandom(1);
        int wrong = 0;
        for (int run = 0; run < RUNS; run++) {
            var family = new LinkedHashMap<Integer, Shift>();
            for (int i = 0; i < 8; i++) {
                family.put(i, new Shift(rounds(random, 0), rounds(random, 0)));
            }
            wrong += Shift.findings(family).values().stream().anyMatch(Finding::isDifference) ? 1 : 0;
        }
        assertThat(wrong).isLessThan(RUNS / 50);
    }

    @Test
    void aDifferenceOfAFifthAmongNoiseOfAThirtiethIsFound() {
        var random = new SplittableRandom(2);
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            var shift = new Shift(rounds(random, 0), rounds(random, Math.log(1.2)));
            found += Shift.findings(Map.of(1, shift)).get(1).isDifference() ? 1 : 0;
        }
        assertThat(found).isGreaterThan(RUNS * 95 / 100);
    }

    private static List<Double> rounds(SplittableRandom random, double shift) {
        return DoubleStream.generate(() -> Math.exp(shift + 0.03 * random.nextGaussian())).limit(5).boxed().toList();
    }
}
