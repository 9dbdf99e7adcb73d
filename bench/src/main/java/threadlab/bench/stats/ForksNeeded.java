package threadlab.bench.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** How many forks it takes to find a difference, by the usual formula for two means of the same spread. */
public final class ForksNeeded {
    /** Share of the differences of that size that are found. */
    private static final double POWER = 0.9;
    /** The level at which {@link BenjaminiHochberg} tests if a quarter of the benchmarks differ. */
    private static final double PART_OF_LEVEL = 0.25;
    /** Nobody measures with more. */
    public static final int MOST = 100;

    private ForksNeeded() {
    }

    /**
     * Returns the number of forks that each report needs; {@value #MOST} stands for that and more.
     *
     * @param spread standard deviation of a fork, relative
     * @param difference relative: 0.05 is 5 %
     */
    public static int toFind(double difference, double spread, double confidence) {
        double tail = (1 - confidence) * PART_OF_LEVEL / 2;
        for (int forks = 2; forks < MOST; forks++) {
            TDistribution t = TDistribution.of(2.0 * forks - 2);
            double reach = t.inverseSurvivalProbability(tail) + t.inverseCumulativeProbability(POWER);
            if (reach * spread * Math.sqrt(2.0 / forks) <= Math.log1p(difference)) {
                return forks;
            }
        }
        return MOST;
    }
}
