package threadlab.bench.stats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a family of ratios at once: all that a reader looks through for a difference. Judged one by one, twelve ratios
 * without any difference would show one in every ninth run.
 */
public final class SignificanceTest {
    public static final double CONFIDENCE = 0.99;
    /** With fewer there is no interval. */
    public static final int FEWEST_ROUNDS = LogRatios.FEWEST_ROUNDS;

    private SignificanceTest() {
    }

    /** {@link #findings(Map, double)} with a confidence of {@value #CONFIDENCE}. */
    public static <K> Map<K, Finding> findings(Map<K, List<Double>> ratiosByRound) {
        return findings(ratiosByRound, CONFIDENCE);
    }

    /**
     * A finding per key, in the order given. A difference is shown if the t test says so after {@link Holm}'s correction
     * and the interval excludes 1. Ratios that cannot be tested do not count for the size of the family.
     *
     * @param ratiosByRound contestant over base, a ratio per round; rounds without a figure are left out
     * @param confidence that there is no false finding in the whole family
     */
    public static <K> Map<K, Finding> findings(Map<K, List<Double>> ratiosByRound, double confidence) {
        var tests = new LinkedHashMap<K, Test>();
        ratiosByRound.forEach((key, ratios) -> {
            LogRatios logs = LogRatios.of(ratios);
            tests.put(key, logs == null ? null : new Test(logs, confidence));
        });
        return TestFamily.judged(tests, Holm::corrected);
    }

    private record Test(LogRatios logs, double confidence) implements TestFamily.Test {
        @Override
        public double pValue() {
            return logs.pValue();
        }

        @Override
        public Finding finding(double pValue, int size) {
            Interval interval = Interval.of(logs, confidence);
            // Holm's first and strictest step asks this much of a single ratio.
            Interval strictest = Interval.of(logs, 1 - (1 - confidence) / size);
            return new Finding(interval, pValue, verdict(interval, pValue, confidence),
                    strictest.relativeHalfWidth());
        }
    }

    static Verdict verdict(Interval interval, double pValue, double confidence) {
        if (pValue >= 1 - confidence || !interval.excludesOne()) {
            return Verdict.NO_DIFFERENCE_SHOWN;
        }
        return interval.low() > 1 ? Verdict.HIGHER : Verdict.LOWER;
    }
}
