package threadlab.bench.stats;

/**
 * How many pairs of a series run against its order by chance: the distribution behind Kendall's rank correlation, for
 * values that come in any order with the same probability. (M. G. Kendall, A New Measure of Rank Correlation,
 * Biometrika 30, 1938.)
 */
final class Kendall {
    private Kendall() {
    }

    /**
     * The largest number of discordant pairs such that at most this share of all orders has no more of them; -1 if even
     * the one order that has none is more than that share.
     *
     * @param values in the series, at least 1 and so few that their pairs can be counted
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

    /** Of all orders, those with so many discordant pairs: each further value makes from none to all pairs of its own. */
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
