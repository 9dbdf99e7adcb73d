package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final LogRatios LOGS = LogRatios.of(Rounds.ofLogs(0, 0.1, 0.2, 0.3, 0.4, 0.8));

    @Test
    void resamplesSpreadAsTheoryHasIt() {
        // The squared deviations from 0.3 sum to 0.40, over n (n - 1): 0.40 / 30.
        double[] means = Bootstrap.deviationsOfMean(LOGS);

        assertThat(means).hasSize(10_000).isSorted();
        assertThat(DoubleStream.of(means).average().orElseThrow()).isCloseTo(0, within(0.003));
        assertThat(DoubleStream.of(means).map(x -> x * x).average().orElseThrow())
                .isCloseTo(0.40 / 30, within(0.03 * 0.40 / 30));
    }

    @Test
    void theSameRoundsGiveTheSameResamples() {
        assertThat(Bootstrap.deviationsOfMean(LOGS)).isEqualTo(Bootstrap.deviationsOfMean(LOGS));
    }

    @Test
    void aRoundSetAsideReachesNoFurtherThanTheNextOne() {
        LogRatios one = LogRatios.of(Rounds.ofLogs(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6));
        LogRatios farOff = LogRatios.of(Rounds.ofLogs(0, 0.1, 0.2, 0.3, 0.4, 0.5, 9));

        assertThat(Bootstrap.deviationsOfMean(farOff)).isEqualTo(Bootstrap.deviationsOfMean(one));
    }

    @Test
    void theExpandedTailIsSmallerTheFewerTheRounds() {
        // By the tables of t and of the normal distribution: t(0.975) is 2.776 with 4 and 2.262 with 9 degrees.
        assertThat(Bootstrap.expandedTail(2.776)).isCloseTo(0.00275, within(0.00001));
        assertThat(Bootstrap.expandedTail(2.262)).isCloseTo(0.01185, within(0.00002));
        assertThat(Bootstrap.expandedTail(1.96)).isCloseTo(0.025, within(0.0001));
    }
}
