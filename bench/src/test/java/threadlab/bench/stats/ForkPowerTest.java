package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulates reports of 40 benchmarks: forks of five iterations, which vary by 1 %. The seeds are fixed. */
@Tag("slow")
class ForkPowerTest {
    private static final int FAMILIES = 100;
    private static final int FAMILY = 40;
    private static final double OF_ITERATIONS = 0.01;
    private static final Predicate<ForkFinding> TOLD_APART = finding -> finding.verdict() == Verdict.HIGHER
            || finding.verdict() == Verdict.LOWER || (finding.base().high() > 0) != (finding.now().high() > 0);

    /**
     * How a report is made.
     *
     * @param spread of forks
     * @param slowPath share of forks that are five times as slow
     * @param slower so many of the benchmarks are slower by {@code shift}
     */
    private record Reports(int forks, double spread, double slowPath, double shift, int slower) {

        /** Returns the share, in percent, of the rows that are slower of which the finding holds. */
        double share(Predicate<ForkFinding> holds) {
            var random = new SplittableRandom(1);
            long found = 0;
            for (int family = 0; family < FAMILIES; family++) {
                Map<Integer, ForkShift> shifts = new LinkedHashMap<>();
                for (int row = 0; row < FAMILY; row++) {
                    shifts.put(row, new ForkShift(measured(random, 0, 0),
                            measured(random, row < slower ? Math.log1p(shift) : 0, slowPath)));
                }
                Map<Integer, ForkFinding> findings = ForkShift.findings(shifts, 0.99);
                found += findings.entrySet().stream().filter(row -> row.getKey() < slower)
                        .filter(row -> holds.test(row.getValue())).count();
            }
            return 100.0 * found / (FAMILIES * slower);
        }

        private Forks measured(SplittableRandom random, double log, double slow) {
            List<double[]> iterations = Stream.generate(() -> {
                double ofFork = log + spread * random.nextGaussian()
                        + (random.nextDouble() < slow ? Math.log(5) : 0);
                return DoubleStream.generate(() -> Math.exp(ofFork + OF_ITERATIONS * random.nextGaussian())).limit(5)
                        .toArray();
            }).limit(forks).toList();
            return Forks.of(iterations);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "2, 0.05", "3, 0", "3, 0.01", "3, 0.05", "5, 0", "5, 0.02", "5, 0.05", "10, 0", "10, 0.005",
            "10, 0.02", "10, 0.05", "20, 0.05"})
    void ofTheSameCodeLessThanOneRowInAHundredIsToldApart(int forks, double spread) {
        assertThat(new Reports(forks, spread, 0, 0, FAMILY).share(TOLD_APART)).isLessThanOrEqualTo(1);
    }

    /** A quarter of the benchmarks are slower. */
    @ParameterizedTest
    @CsvSource({"3, 0, 0.05, 90", "3, 0, 0.1, 99", "3, 0.005, 0.05, 45", "3, 0.005, 0.1, 94", "3, 0.01, 0.1, 55",
            "5, 0.005, 0.05, 100", "5, 0.01, 0.05, 88", "5, 0.01, 0.1, 100", "5, 0.02, 0.1, 87", "10, 0.01, 0.05, 100",
            "10, 0.02, 0.05, 90", "10, 0.02, 0.1, 100", "10, 0.05, 0.1, 65"})
    void aSlowdownIsFound(int forks, double spread, double shift, double least) {
        assertThat(new Reports(forks, spread, 0, shift, FAMILY / 4).share(f -> f.verdict() == Verdict.HIGHER))
                .isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.01", "0.02", "0.05"})
    void aNewSlowPathInAFifthOfTenForksIsFound(double spread) {
        assertThat(new Reports(10, spread, 0.2, 0, FAMILY).share(TOLD_APART)).isGreaterThanOrEqualTo(80);
    }

    /** Of a single fork, whatever differs between forks looks like a difference of the code. */
    @Test
    void withinOneForkTheSameCodeIsToldApartTheMoreForksDiffer() {
        assertThat(new Reports(1, 0, 0, 0, FAMILY).share(TOLD_APART)).isLessThanOrEqualTo(1);
        assertThat(new Reports(1, 0.005, 0, 0, FAMILY).share(TOLD_APART)).isLessThanOrEqualTo(1);
        assertThat(new Reports(1, 0.01, 0, 0, FAMILY).share(TOLD_APART)).isBetween(2.0, 10.0);
        assertThat(new Reports(1, 0.02, 0, 0, FAMILY).share(TOLD_APART)).isBetween(30.0, 50.0);
    }

    @Test
    void soManyForksAsAreAdvisedFindNineOfTen() {
        double ofOneFork = Math.hypot(0.02, OF_ITERATIONS / Math.sqrt(5));
        int forks = ForksNeeded.toFind(0.05, ofOneFork, 0.99);
        assertThat(new Reports(forks, 0.02, 0, 0.05, FAMILY / 4).share(f -> f.verdict() == Verdict.HIGHER))
                .isBetween(80.0, 97.0);
        assertThat(ForksNeeded.toFind(0.05, 5, 0.99)).isEqualTo(ForksNeeded.MOST);
    }
}
