package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final LogRatios LOGS = LogRatios.of(Rounds.ofLogs(0, 0.1, 0.2, 0.3, 0.4, 0.8));

    @Test
    void resamplesSpreadAsTheoryHasIt() {
        // The squared deviations from 0.3 sum to 0.40, over n twice: 0.40 / 36.
        double[] means = Bootstrap.deviationsOfMean(LOGS);

        assertThat(means).hasSize(10_000).isSorted();
        assertThat(DoubleStream.of(means).average().orElseThrow()).isCloseTo(0, within(0.003));
        assertThat(DoubleStream.of(means).map(x -> x * x).average().orElseThrow())
                .isCloseTo(0.40 / 36, within(0.03 * 0.40 / 36));
    }

    @Test
    void theSameRoundsGiveTheSameResamples() {
        assertThat(Bootstrap.deviationsOfMean(LOGS)).isEqualTo(Bootstrap.deviationsOfMean(LOGS));
    }

    @Test
    void theExpandedTailIsSmallerTheFewerTheRounds() {
        // By the tables of t and of the normal distribution: t(0.975) is 2.776 with 4 and 2.262 with 9 degrees.
        assertThat(Bootstrap.expandedTail(5, 2.776)).isCloseTo(0.00096, within(0.00001));
        assertThat(Bootstrap.expandedTail(10, 2.262)).isCloseTo(0.00855, within(0.00002));
        assertThat(Bootstrap.expandedTail(1_000_000, 1.96)).isCloseTo(0.025, within(0.0001));
    }
}
