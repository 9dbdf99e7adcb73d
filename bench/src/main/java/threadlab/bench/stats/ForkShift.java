package threadlab.bench.stats;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a figure differs between two benchmark reports: {@link Welch}'s test on the logarithms of the forks' means.
 *
 * @param base null where it has no figure that a ratio can be formed of
 * @param now likewise
 */
public record ForkShift(Forks base, Forks now) {
    /** A single fork says nothing about how much forks differ. */
    public static final int FEWEST_FORKS = 2;

    /**
     * A finding per key, of now by base. A difference is shown if the test says so after the correction of
     * {@link BenjaminiHochberg} and the interval excludes 1.
     *
     * @param confidence of each interval; also that of all differences shown this share is real
     */
    public static <K> Map<K, Finding> findings(Map<K, ForkShift> shifts, double confidence) {
        var tests = new LinkedHashMap<K, Test>();
        shifts.forEach((key, shift) -> tests.put(key, shift.isTestable()
                ? new Test(new Welch(shift.base.asMean(), shift.now.asMean()), confidence)
                : null));
        return TestFamily.judged(tests, BenjaminiHochberg::corrected);
    }

    private boolean isTestable() {
        return base != null && now != null && Math.min(base.count(), now.count()) >= FEWEST_FORKS;
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
