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
    private static final int MANY_FAMILIES = 1000;
    private static final int FAMILY = 40;
    private static final double OF_ITERATIONS = 0.01;
    private static final Predicate<ForkFinding> TOLD_APART = finding -> finding.verdict() == Verdict.HIGHER
            || finding.verdict() == Verdict.LOWER || (finding.base().high() > 0) != (finding.now().high() > 0);

    /** How much the spread of forks differs from benchmark to benchmark. */
    enum Mix {
        ALIKE, TWO_KINDS, LOG_NORMAL, ONE_IN_TEN_FAR_WORSE;

        double factor(SplittableRandom random, int row) {
            return switch (this) {
                case ALIKE -> 1;
                case TWO_KINDS -> row % 2 == 0 ? 0.5 : 2;
                case LOG_NORMAL -> Math.exp(random.nextGaussian());
                case ONE_IN_TEN_FAR_WORSE -> row % 10 == 0 ? 5 : 1;
            };
        }
    }

    /**
     * How a report is made.
     *
     * @param spread of forks
     * @param mix of the spreads
     * @param slowPath share of forks that are five times as slow
     * @param slower so many of the benchmarks are slower by {@code shift}
     */
    private record Reports(int forks, double spread, Mix mix, double slowPath, double shift, int slower) {
        Reports(int forks, double spread, double slowPath, double shift, int slower) {
            this(forks, spread, Mix.ALIKE, slowPath, shift, slower);
        }

        static Reports ofTheSameCode(int forks, double spread, Mix mix) {
            return new Reports(forks, spread, mix, 0, 0, FAMILY);
        }

        /** Returns the share, in percent, of the rows that are slower of which the finding holds. */
        double share(Predicate<ForkFinding> holds) {
            var random = new SplittableRandom(1);
            long found = Stream.generate(() -> family(random)).limit(FAMILIES)
                    .flatMap(findings -> findings.stream().limit(slower)).filter(holds).count();
            return 100.0 * found / (FAMILIES * slower);
        }

        /** Returns the share, in percent, of the families in which the finding holds of a row. */
        double shareOfFamilies(Predicate<ForkFinding> holds) {
            var random = new SplittableRandom(2);
            long found = Stream.generate(() -> family(random)).limit(MANY_FAMILIES)
                    .filter(findings -> findings.stream().anyMatch(holds)).count();
            return 100.0 * found / MANY_FAMILIES;
        }

        private List<ForkFinding> family(SplittableRandom random) {
            Map<Integer, ForkShift> shifts = new LinkedHashMap<>();
            for (int row = 0; row < FAMILY; row++) {
                double ofForks = spread * mix.factor(random, row);
                shifts.put(row, new ForkShift(measured(random, ofForks, 0, 0),
                        measured(random, ofForks, row < slower ? Math.log1p(shift) : 0, slowPath)));
            }
            return List.copyOf(
                    ForkShift.findings(shifts, ForkShift.usualSpread(shifts.values()), 0.99).values());
        }

        private Forks measured(SplittableRandom random, double ofForks, double log, double slow) {
            List<double[]> iterations = Stream.generate(() -> {
                double ofFork = log + ofForks * random.nextGaussian()
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

    /** What is usual is learned from all benchmarks. It must not mislead about those that are unlike the others. */
    @ParameterizedTest
    @CsvSource({"2, TWO_KINDS", "2, ONE_IN_TEN_FAR_WORSE", "3, ALIKE", "3, TWO_KINDS", "3, LOG_NORMAL",
            "3, ONE_IN_TEN_FAR_WORSE", "5, TWO_KINDS", "5, LOG_NORMAL", "10, LOG_NORMAL"})
    void ofTheSameCodeHardlyAnyReportHasADifference(int forks, Mix mix) {
        var same = Reports.ofTheSameCode(forks, 0.01, mix);
        assertThat(same.share(TOLD_APART)).isLessThanOrEqualTo(0.2);
        assertThat(same.shareOfFamilies(finding -> finding.interval().excludesOne())).isLessThanOrEqualTo(2);
    }

    /** A quarter of the benchmarks are slower. */
    @ParameterizedTest
    @CsvSource({"3, 0, 0.05, 97", "3, 0, 0.1, 100", "3, 0.005, 0.05, 95", "3, 0.005, 0.1, 99", "3, 0.01, 0.05, 75",
            "3, 0.01, 0.1, 95", "3, 0.02, 0.05, 10", "3, 0.02, 0.1, 80", "3, 0.05, 0.1, 2", "5, 0, 0.05, 100",
            "5, 0.005, 0.05, 100", "5, 0.01, 0.05, 99", "5, 0.01, 0.1, 100", "5, 0.02, 0.05, 50", "5, 0.02, 0.1, 98",
            "5, 0.05, 0.1, 12", "10, 0.01, 0.05, 100", "10, 0.02, 0.05, 95", "10, 0.02, 0.1, 100",
            "10, 0.05, 0.05, 3", "10, 0.05, 0.1, 75"})
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
