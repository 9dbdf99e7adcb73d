package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForkShiftTest {
    private static final double CONFIDENCE = 0.99;
    private static final int FAMILY = 40;

    @Test
    void theIntervalIsWelchsOnTheLogScale() {
        // Forks of one value: logs 0 and 0.2 against 1 and 1.2. Standard error 0.1 * sqrt(2), two degrees of freedom,
        // whose 0.995 quantile is 9.925.
        Forks base = Forks.of(forks(1, Math.exp(0.2)));
        Forks now = Forks.of(forks(Math.exp(1), Math.exp(1.2)));
        Interval interval = finding(new ForkShift(base, now)).interval();
        assertThat(Math.log(interval.estimate())).isCloseTo(1, offset(1e-9));
        assertThat(Math.log(interval.high())).isCloseTo(1 + 9.925 * 0.1 * Math.sqrt(2), offset(1e-3));
    }

    @Test
    void ofASingleForkTheIterationsAreTheEvidence() {
        Forks one = Forks.of(List.of(new double[]{1, 1.001, 0.999, 1, 1}));
        Forks three = Forks.of(forks(5, 5.01, 4.99));
        for (ForkFinding finding : List.of(finding(new ForkShift(one, three)), finding(new ForkShift(three, one)))) {
            assertThat(finding.evidence()).isEqualTo(Evidence.ITERATIONS);
            assertThat(finding.verdict()).isIn(Verdict.HIGHER, Verdict.LOWER);
            assertThat(finding.spread()).as("nothing is known of how much forks differ").isNull();
        }
    }

    @Test
    void aSingleIterationIsNoEvidence() {
        ForkFinding finding = finding(new ForkShift(Forks.of(forks(1)), Forks.of(forks(5, 5))));
        assertThat(finding.evidence()).isEqualTo(Evidence.NONE);
        assertThat(finding.verdict()).isEqualTo(Verdict.TOO_FEW_ROUNDS);
    }

    /** The mean of five is 100, their standard deviation 1, and the 0.9995 quantile of four degrees is 8.610. */
    @Test
    void jmhsErrorSaysWhatItsIterationsWouldSay() {
        double[] iterations = {99, 99.5, 100, 100.5, 101};
        double error = 8.610302 * Math.sqrt(0.625) / Math.sqrt(5);
        Forks raw = Forks.of(List.of(iterations));
        Forks told = Forks.ofError(100, error, 5);
        assertThat(told.iterations().standardError()).isCloseTo(raw.iterations().standardError(), offset(1e-6));
        assertThat(Forks.ofError(100, Double.NaN, 5)).isNull();
        assertThat(Forks.ofError(100, 1, 1)).isNull();
    }

    /** One interval for all rows: it excludes 1 just where the procedure lets a difference pass. */
    @Test
    void theIntervalAndTheCorrectedPValueNeverContradictEachOther() {
        var random = new SplittableRandom(11);
        for (int i = 0; i < 200; i++) {
            findings(family(random, 4, 0.1 * random.nextDouble())).values()
                    .forEach(finding -> assertThat(finding.interval().excludesOne())
                            .isEqualTo(finding.pValue() <= 1 - CONFIDENCE));
        }
    }

    @Test
    void noRatioIsFormedOfWhatIsZeroOrNegativeOrNotANumber() {
        assertThat(Forks.of(forks(0, 1))).isNull();
        assertThat(Forks.of(forks(-1, 1))).isNull();
        assertThat(Forks.of(forks(Double.NaN, 1))).isNull();
        assertThat(Forks.of(forks(Double.POSITIVE_INFINITY, 1))).isNull();
        assertThat(Forks.of(List.of(new double[0], new double[]{1}))).isNull();
        assertThat(Forks.of(List.of())).isNull();
        assertThat(finding(new ForkShift(null, Forks.of(forks(1, 1)))).verdict())
                .isEqualTo(Verdict.TOO_FEW_ROUNDS);
    }

    @Test
    void figuresThatNeverVaryDifferOrTheyDoNot() {
        Forks sixteen = Forks.of(forks(16, 16, 16));
        assertThat(finding(new ForkShift(sixteen, Forks.of(forks(24, 24, 24)))).verdict())
                .isEqualTo(Verdict.HIGHER);
        assertThat(finding(new ForkShift(sixteen, sixteen)).verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void moreIterationsOfTheSameForksProveNothing() {
        Forks few = Forks.of(List.of(new double[]{1, 1}, new double[]{1.3, 1.3}));
        Forks many = Forks.of(List.of(filled(1, 1000), filled(1.3, 1000)));
        assertThat(many.logs()).containsExactly(few.logs());
        assertThat(many.mean(new boolean[2], UsualSpread.UNKNOWN))
                .isEqualTo(few.mean(new boolean[2], UsualSpread.UNKNOWN));
    }

    @Test
    void forksThatLieCloseByChanceAreNotTakenToBeExact() {
        double[] noisy = {0.8, 1.2, 1.0, 0.9, 1.1};
        Forks forks = Forks.of(List.of(noisy, noisy.clone(), noisy.clone()));
        // The mean of five iterations whose variance is 0.025.
        assertThat(forks.mean(new boolean[3], UsualSpread.UNKNOWN).standardError()).isCloseTo(Math.sqrt(0.005 / 3),
                offset(1e-9));
    }

    @Test
    void oneForkOfTenThatIsFarOffHidesNothing() {
        var random = new SplittableRandom(3);
        List<double[]> disturbed = new ArrayList<>(iterations(random, 9, Math.log(1.1)));
        disturbed.add(new double[]{2, 2.1, 1.9});
        Forks base = Forks.of(iterations(random, 10, 0));
        ForkFinding finding = finding(new ForkShift(base, Forks.of(disturbed)));
        assertThat(finding.verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(finding.now().high()).isEqualTo(1);
        assertThat(finding.base().count()).isZero();
    }

    private static Map<Integer, ForkShift> family(SplittableRandom random, int forks, double shift) {
        var family = new LinkedHashMap<Integer, ForkShift>();
        for (int i = 0; i < FAMILY; i++) {
            family.put(i, new ForkShift(measured(random, forks, 0), measured(random, forks, shift)));
        }
        return family;
    }

    private static Forks measured(SplittableRandom random, int forks, double shift) {
        return Forks.of(iterations(random, forks, shift));
    }

    private static List<double[]> iterations(SplittableRandom random, int forks, double shift) {
        return Stream.generate(() -> {
            double ofFork = shift + 0.02 * random.nextGaussian();
            return DoubleStream.generate(() -> Math.exp(ofFork + 0.01 * random.nextGaussian())).limit(5).toArray();
        }).limit(forks).toList();
    }

    private static ForkFinding finding(ForkShift shift) {
        return findings(Map.of("one", shift)).get("one");
    }

    private static <K> Map<K, ForkFinding> findings(Map<K, ForkShift> shifts) {
        return ForkShift.findings(shifts, ForkShift.usualSpread(shifts.values()), CONFIDENCE);
    }

    private static List<double[]> forks(double... means) {
        return Arrays.stream(means).mapToObj(mean -> new double[]{mean}).toList();
    }

    private static double[] filled(double value, int times) {
        double[] values = new double[times];
        Arrays.fill(values, value);
        return values;
    }
}
