package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KendallTest {
    /** Kendall's own table: 1, 3, 5, 6, 5, 3 and 1 of the 24 orders have 0 to 6 discordant pairs. */
    @ParameterizedTest
    @CsvSource({"0.04, -1", "0.042, 0", "0.16, 0", "0.17, 1", "0.37, 1", "0.38, 2", "0.62, 2", "0.63, 3"})
    void countsTheOrdersOfFourValues(double share, int most) {
        assertThat(Kendall.mostDiscordant(4, share)).isEqualTo(most);
    }

    /**
     * Against the published critical values of S, the concordant pairs less the discordant ones, at 0.005 one-sided.
     */
    @ParameterizedTest
    @CsvSource({"6, 15", "8, 22", "10, 29", "12, 38"})
    void agreesWithPublishedCriticalValues(int values, int critical) {
        int pairs = values * (values - 1) / 2;

        assertThat(Kendall.mostDiscordant(values, 0.005)).isEqualTo((pairs - critical) / 2);
    }
}
