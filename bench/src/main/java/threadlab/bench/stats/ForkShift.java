package threadlab.bench.stats;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a score between two benchmark reports, by {@link Welch}'s test on the logarithms of the forks' means. A side
 * is null if its score is not positive, so that no ratio can be formed. {@link OddForks} are set aside and counted.
 *
 * <p>
 * Where a side has a single fork, its iterations stand in for forks. That is {@link Evidence#ITERATIONS}, which leaves
 * out how much forks differ, so it is judged in a family of its own.
 */
public record ForkShift(@Nullable Forks base, @Nullable Forks now) {
    private static final int FEWEST_FORKS = 2;
    private static final OddForks NONE = new OddForks(0, 0, 0, 1);

    /** A comparison before the correction for the size of its family. */
    private record Test(@Nullable Welch welch, OddForks base, OddForks now) {

        ForkFinding finding(Evidence evidence, double level, double pValue) {
            return welch == null
                    ? new ForkFinding(Evidence.NONE, null, null, base, now, null)
                    : new ForkFinding(evidence, welch.interval(1 - level), pValue, base, now,
                            evidence == Evidence.FORKS ? spread() : null);
        }

        private double spread() {
            return welch == null ? 0 : Math.sqrt((welch.base().variance() + welch.now().variance()) / 2);
        }
    }

    /** Returns how much the forks differ in these comparisons, which are of the same metric. */
    public static UsualSpread usualSpread(Collection<ForkShift> shifts) {
        return UsualSpread.of(shifts.stream().flatMap(ForkShift::spreads).toList());
    }

    /**
     * Returns a finding per key, of now relative to base. The procedure of {@link BenjaminiHochberg} decides which
     * differences are shown. All intervals have the level of the last difference that it lets pass, so they exclude 1
     * just where a difference is shown. (Y. Benjamini, D. Yekutieli, False Discovery Rate-Adjusted Multiple Confidence
     * Intervals for Selected Parameters, Journal of the American Statistical Association 100, 2005.)
     *
     * @param usual helps to tell how well the mean of a few forks is known
     * @param confidence the share of the differences shown that are real, and of their intervals that hold the truth
     */
    public static <K> Map<K, ForkFinding> findings(Map<K, ForkShift> shifts, UsualSpread usual, double confidence) {
        Map<Evidence, Map<K, Test>> families = new EnumMap<>(Evidence.class);
        shifts.forEach((key, shift) -> families.computeIfAbsent(shift.evidence(), none -> new LinkedHashMap<>())
                .put(key, shift.test(shift.evidence() == Evidence.FORKS ? usual : UsualSpread.UNKNOWN)));
        Map<K, ForkFinding> findings = new LinkedHashMap<>();
        shifts.keySet().forEach(key -> findings.put(key, new ForkFinding(Evidence.NONE, null, null, NONE, NONE, null)));
        families.forEach((evidence, family) -> {
            double[] pValues = family.values().stream()
                    .mapToDouble(test -> test.welch == null ? 1 : test.welch.pValue()).toArray();
            double[] corrected = BenjaminiHochberg.corrected(pValues);
            double level = level(corrected, 1 - confidence);
            int i = 0;
            for (var test : family.entrySet()) {
                findings.put(test.getKey(), test.getValue().finding(evidence, level, corrected[i++]));
            }
        });
        return findings;
    }

    private static double level(double[] corrected, double level) {
        long shown = Arrays.stream(corrected).filter(p -> p <= level).count();
        return level * Math.max(1, shown) / Math.max(1, corrected.length);
    }

    private Evidence evidence() {
        if (base == null || now == null) {
            return Evidence.NONE;
        }
        if (Math.min(base.count(), now.count()) >= FEWEST_FORKS) {
            return Evidence.FORKS;
        }
        return isKnown(base) && isKnown(now) ? Evidence.ITERATIONS : Evidence.NONE;
    }

    private static boolean isKnown(Forks side) {
        return side.count() >= FEWEST_FORKS || side.iterations() != null;
    }

    private Stream<UsualSpread.Sample> spreads() {
        if (base == null || now == null || evidence() != Evidence.FORKS) {
            return Stream.empty();
        }
        double limit = OddForks.limit(base.logs(), now.logs(), UsualSpread.UNKNOWN);
        return Stream.of(base, now).map(side -> side.spread(side.odd(limit)));
    }

    private Test test(UsualSpread usual) {
        if (base == null || now == null || evidence() == Evidence.NONE) {
            return new Test(null, NONE, NONE);
        }
        double limit = OddForks.limit(base.logs(), now.logs(), usual);
        boolean[] oddInBase = base.odd(limit);
        boolean[] oddNow = now.odd(limit);
        return new Test(new Welch(mean(base, oddInBase, usual), mean(now, oddNow, usual)),
                OddForks.of(base.logs(), oddInBase), OddForks.of(now.logs(), oddNow));
    }

    private static Welch.Mean mean(Forks side, boolean[] odd, UsualSpread usual) {
        return side.count() >= FEWEST_FORKS || side.iterations() == null
                ? side.mean(odd, usual)
                : side.iterations();
    }
}
