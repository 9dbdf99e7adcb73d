package threadlab.bench.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a score between two benchmark reports, by {@link Welch}'s test on the logarithms of the forks' means. A side
 * is null if its score is not positive, so that no ratio can be formed.
 */
public record ForkShift(@Nullable Forks base, @Nullable Forks now) {
    /** A single fork does not show how much forks differ. */
    public static final int FEWEST_FORKS = 2;

    /**
     * Returns a finding per key, of now relative to base. A difference is shown if the test shows it after the
     * correction of {@link BenjaminiHochberg} and the interval excludes 1.
     *
     * @param confidence of each interval; also the share of the differences shown that are real
     */
    public static <K> Map<K, Finding> findings(Map<K, ForkShift> shifts, double confidence) {
        var tests = new LinkedHashMap<K, @Nullable Test>();
        shifts.forEach((key, shift) -> tests.put(key, shift.test(confidence)));
        return TestFamily.judged(tests, BenjaminiHochberg::corrected);
    }

    /** Returns null if there is nothing to test. */
    private @Nullable Test test(double confidence) {
        return base != null && now != null && Math.min(base.count(), now.count()) >= FEWEST_FORKS
                ? new Test(new Welch(base.asMean(), now.asMean()), confidence)
                : null;
    }

    private record Test(Welch welch, double confidence) implements TestFamily.Test {
        @Override
        public double pValue() {
            return welch.pValue();
        }

        @Override
        public Finding finding(double pValue, int size) {
            Interval interval = welch.interval(confidence);
            return new Finding(interval, pValue, SignificanceTest.verdict(interval, pValue, confidence),
                    interval.relativeHalfWidth());
        }
    }
}
