package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulates series of thirty reports. The seeds are fixed, and docs/jmh-trend.md has the shares. */
@Tag("slow")
class ChangePointsTest {
    private static final int REPORTS = 30;
    private static final int TIMES = 500;
    private static final int TIMES_WITHOUT_CHANGE = 2000;
    private static final int TIMES_OF_FAMILIES = 200;
    private static final double CONFIDENCE = 0.99;

    /** Noise of one percent, of several kinds. */
    private enum Noise {
        NORMAL, HEAVY_TAILS, SPIKES, DRIFT;

        private double[] of(SplittableRandom random, int reports) {
            double[] noise = new double[reports];
            for (int i = 0; i < reports; i++) {
                double one = random.nextGaussian();
                noise[i] = 0.01 * switch (this) {
                    case NORMAL -> one;
                    case HEAVY_TAILS -> one / Math.sqrt(chiSquared(random) / 3);
                    case SPIKES -> one + (random.nextInt(20) == 0 ? 20 : 0);
                    case DRIFT -> one + (i == 0 ? 0 : 50 * noise[i - 1]);
                };
            }
            return noise;
        }

        /** With three degrees of freedom, so that the quotient is Student's t. */
        private static double chiSquared(SplittableRandom random) {
            return IntStream.range(0, 3).mapToDouble(i -> random.nextGaussian()).map(one -> one * one).sum();
        }
    }

    /**
     * Benchmarks that are judged together.
     *
     * @param benchmarks the first of them is changed, and the others are not
     * @param step how much its level changes
     * @param after so many reports
     */
    private record Simulated(Noise noise, int benchmarks, double step, int after) {

        /** Returns the share, in percent, of the families whose changed benchmark has such changes. */
        double share(ToDoubleFunction<List<ChangePoint>> counted) {
            var random = new SplittableRandom(1);
            double counts = 0;
            int times = step == 0 ? TIMES_WITHOUT_CHANGE : benchmarks == 1 ? TIMES : TIMES_OF_FAMILIES;
            for (int time = 0; time < times; time++) {
                Map<Integer, double[]> series = new LinkedHashMap<>();
                for (int i = 0; i < benchmarks; i++) {
                    double[] logs = noise.of(random, REPORTS);
                    for (int report = after; report < REPORTS && i == 0; report++) {
                        logs[report] += Math.log1p(step);
                    }
                    series.put(i, logs);
                }
                counts += counted.applyAsDouble(ChangePoints.of(series, CONFIDENCE).get(0));
            }
            return 100 * counts / times;
        }

        private double found() {
            return share(changes -> changes.stream().anyMatch(change -> Math.abs(change.at() - after) <= 1) ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, 1.5", "HEAVY_TAILS, 1.5", "SPIKES, 1.5"})
    void whereNothingChangesOneSeriesInAHundredHasAChange(Noise noise, double most) {
        double share = new Simulated(noise, 1, 0, REPORTS).share(changes -> changes.isEmpty() ? 0 : 1);
        assertThat(share).isLessThanOrEqualTo(most);
    }

    /** What a permutation test takes for granted does not hold there. */
    @Test
    void aDriftOfTheMachineIsTakenForChanges() {
        double share = new Simulated(Noise.DRIFT, 1, 0, REPORTS).share(changes -> changes.isEmpty() ? 0 : 1);
        assertThat(share).isBetween(20.0, 40.0);
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, 1, 0.05, 10, 98, 100", "NORMAL, 1, 0.02, 10, 66, 78", "NORMAL, 1, 0.05, 25, 98, 100",
            "NORMAL, 1, 0.05, 26, 98, 100", "NORMAL, 1, 0.05, 27, 98, 100", "NORMAL, 1, 0.05, 28, 38, 50",
            "NORMAL, 1, 0.1, 28, 50, 62", "NORMAL, 40, 0.02, 10, 36, 49", "NORMAL, 40, 0.05, 25, 97, 100",
            "NORMAL, 40, 0.05, 26, 92, 100", "NORMAL, 40, 0.05, 27, 0, 3", "SPIKES, 1, 0.05, 10, 61, 73",
            "HEAVY_TAILS, 1, 0.05, 10, 90, 98"})
    void aStepIsFoundWhereItIs(Noise noise, int benchmarks, double step, int after, double least, double most) {
        assertThat(new Simulated(noise, benchmarks, step, after).found()).isBetween(least, most);
    }

    @Test
    void aChangeThatIsTakenBackIsFoundAtBothEnds() {
        assertThat(takenBack()).isGreaterThanOrEqualTo(95);
    }

    private static double takenBack() {
        var random = new SplittableRandom(1);
        int found = 0;
        for (int time = 0; time < TIMES; time++) {
            double[] logs = Noise.NORMAL.of(random, REPORTS);
            for (int i = 10; i < 15; i++) {
                logs[i] += Math.log(1.05);
            }
            List<ChangePoint> changes = ChangePoints.of(Map.of(0, logs), CONFIDENCE).get(0);
            found += changes.stream().anyMatch(change -> Math.abs(change.at() - 10) <= 1)
                    && changes.stream().anyMatch(change -> Math.abs(change.at() - 15) <= 1) ? 1 : 0;
        }
        return 100.0 * found / TIMES;
    }

    @Test
    void aStepIsSeldomFollowedByOneThatIsNone() {
        double share = new Simulated(Noise.NORMAL, 1, 0.05, 10).share(changes -> changes.size() > 1 ? 1 : 0);
        assertThat(share).isLessThanOrEqualTo(3);
    }

    @Test
    void upAndDownAgainAreTwoChangesWithTheirSizes() {
        double[] logs = Noise.NORMAL.of(new SplittableRandom(2), REPORTS);
        for (int i = 10; i < 20; i++) {
            logs[i] += Math.log(1.1);
        }
        List<ChangePoint> changes = ChangePoints.of(Map.of("x", logs), CONFIDENCE).get("x");
        assertThat(changes).extracting(ChangePoint::at).containsExactly(10, 20);
        assertThat(changes.getFirst().ratio().estimate()).isCloseTo(1.1, within(0.02));
        assertThat(changes.getFirst().ratio().low()).isBetween(1.05, changes.getFirst().ratio().estimate());
        assertThat(changes.getLast().ratio().estimate()).isCloseTo(1 / 1.1, within(0.02));
        assertThat(changes.getLast().before()).isCloseTo(changes.getFirst().after(), within(1e-9));
    }

    /** So many reports as are said to be enough are enough, and one fewer is not. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.95, 0.99, 0.999})
    void theClearestChangeIsFoundInTheFewestReports(double confidence) {
        int fewest = ChangePoints.fewest(confidence);
        assertThat(ChangePoints.of(Map.of("x", doubled(fewest)), confidence).get("x")).hasSize(1);
        assertThat(ChangePoints.of(Map.of("x", doubled(fewest - 1)), confidence).get("x")).isEmpty();
        assertThat(ChangePoints.fewest(0.99)).isEqualTo(12);
    }

    private static double[] doubled(int reports) {
        return IntStream.range(0, reports).mapToDouble(i -> (i < reports / 2 ? 0 : Math.log(2)) + 1e-3 * (i * 7 % 5))
                .toArray();
    }

    @Test
    void constantValuesHaveNoChangeAndAConstantStepHasOne() {
        assertThat(ChangePoints.of(Map.of("x", new double[REPORTS]), CONFIDENCE).get("x")).isEmpty();
        double[] step = IntStream.range(0, REPORTS).mapToDouble(i -> i < 12 ? 0 : 1).toArray();
        assertThat(ChangePoints.of(Map.of("x", step), CONFIDENCE).get("x")).singleElement()
                .satisfies(change -> assertThat(change.at()).isEqualTo(12))
                .satisfies(change -> assertThat(change.ratio().low()).isCloseTo(Math.E, within(1e-9)));
    }
}
