package threadlab.bench.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Tests a family of ratios together: all that a reader looks through for a difference. If they were tested one by one,
 * twelve ratios without a difference would show one in every ninth run.
 */
public final class SignificanceTest {
    public static final double CONFIDENCE = 0.99;
    /** With fewer rounds there is no interval. */
    public static final int MIN_ROUNDS = LogRatios.MIN_ROUNDS;

    /** Looks at the same rounds overlap: SequentialLooksTest simulates that this part of their number is enough. */
    private static final double LOOKS_OVERLAP = 0.65;

    private SignificanceTest() {
    }

    /** Returns {@link #findings(Map, double)} with a confidence of {@value #CONFIDENCE}. */
    public static <K> Map<K, Finding> findings(Map<K, List<Double>> ratiosByRound) {
        return findings(ratiosByRound, CONFIDENCE);
    }

    /**
     * Returns a finding per key, in the order given. A difference is shown if the interval excludes 1. The intervals
     * are simultaneous: with this confidence all of them together hold the true ratios (Bonferroni's inequality).
     * Ratios that cannot be tested do not count for the size of the family.
     *
     * @param ratiosByRound candidate to baseline, a ratio per round
     * @param confidence that there is no false finding in the whole family
     */
    public static <K> Map<K, Finding> findings(Map<K, List<Double>> ratiosByRound, double confidence) {
        return findings(ratiosByRound, confidence, 0);
    }

    /**
     * Returns {@link #findings(Map, double)} of a family that may grow: it counts as large as it can become, so what a
     * member shows does not depend on how many there are.
     *
     * @param size of the family; that of the tests that there are, if it is less
     */
    public static <K> Map<K, Finding> findings(Map<K, List<Double>> ratiosByRound, double confidence, int size) {
        var tests = new LinkedHashMap<K, @Nullable Test>();
        ratiosByRound.forEach((key, ratios) -> {
            LogRatios logs = LogRatios.of(ratios);
            tests.put(key, logs == null ? null : new Test(logs, confidence, size));
        });
        return TestFamily.judged(tests, pValues -> corrected(pValues, size));
    }

    private record Test(LogRatios logs, double confidence, int leastSize) implements TestFamily.Test {
        @Override
        public double pValue() {
            return logs.pValue();
        }

        @Override
        public Finding finding(double pValue, int size) {
            return simultaneous(Interval.of(logs, confidenceOfEach(confidence, Math.max(size, leastSize))), pValue);
        }
    }

    /** Returns the confidence of each interval with which that of the whole family is reached. */
    static double confidenceOfEach(double confidence, int size) {
        return 1 - (1 - confidence) / size;
    }

    /** Returns the confidence of each look with which that of a run is reached that looks up to so many times. */
    public static double confidenceOfEachLook(double confidence, int looks) {
        return 1 - (1 - confidence) / Math.max(1, LOOKS_OVERLAP * looks);
    }

    /** Returns the p values corrected for their number as the intervals are. */
    static double[] corrected(double[] pValues) {
        return corrected(pValues, 0);
    }

    private static double[] corrected(double[] pValues, int leastSize) {
        int size = Math.max(pValues.length, leastSize);
        return DoubleStream.of(pValues).map(p -> Math.min(1, p * size)).toArray();
    }

    /** Returns the finding that follows from an interval that is simultaneous with those of its family. */
    static Finding simultaneous(Interval interval, double pValue) {
        Verdict verdict = !interval.excludesOne()
                ? Verdict.NO_DIFFERENCE_SHOWN
                : interval.low() > 1 ? Verdict.HIGHER : Verdict.LOWER;
        return new Finding(interval, pValue, verdict, interval.relativeHalfWidth());
    }

    static Verdict verdict(Interval interval, double pValue, double confidence) {
        if (pValue >= 1 - confidence || !interval.excludesOne()) {
            return Verdict.NO_DIFFERENCE_SHOWN;
        }
        return interval.low() > 1 ? Verdict.HIGHER : Verdict.LOWER;
    }
}
