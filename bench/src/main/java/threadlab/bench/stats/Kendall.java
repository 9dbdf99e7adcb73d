package threadlab.bench.stats;

/**
 * The distribution behind Kendall's rank correlation: the number of discordant pairs in a series whose orders are all
 * equally probable. (M. G. Kendall, A New Measure of Rank Correlation, Biometrika 30, 1938.)
 */
final class Kendall {
    private Kendall() {
    }

    /**
     * Returns the largest number k such that at most this share of all orders has k discordant pairs or fewer; -1 if
     * there is none.
     *
     * @param values number of values in the series, at least 1
     */
    static int mostDiscordant(int values, double share) {
        double[] shares = shares(values);
        int most = -1;
        double sum = shares[0];
        while (sum <= share) {
            most++;
            sum += shares[most + 1];
        }
        return most;
    }

    /** Returns the share of permutations with k inversions (Mahonian numbers), by dynamic programming. */
    private static double[] shares(int values) {
        double[] shares = {1, 0};
        for (int n = 2; n <= values; n++) {
            double[] longer = new double[n * (n - 1) / 2 + 2];
            for (int before = 0; before < shares.length; before++) {
                for (int own = 0; own < n && before + own < longer.length; own++) {
                    longer[before + own] += shares[before] / n;
                }
            }
            shares = longer;
        }
        return shares;
    }
}
