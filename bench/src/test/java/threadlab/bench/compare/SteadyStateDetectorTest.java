package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Time and figures are made up: steps of a tenth of a second. */
class SteadyStateDetectorTest {

    @Test
    void whatKeepsStillIsWarmAfterTheShortestWarmUp() {
        assertThat(warmAt(3, t -> 1000, t -> 10)).isBetween(3.0, 3.6);
    }

    @Test
    void echoesThatGrowAreWaitedFor() {
        assertThat(warmAt(1, t -> t < 5 ? 1000 * Math.exp(t / 3) : 5000, t -> 10)).isGreaterThan(5);
    }

    @Test
    void aServerThatBecomesCheaperIsWaitedFor() {
        assertThat(warmAt(1, t -> 1000, t -> t < 5 ? 100 * Math.exp(-t / 3) : 15)).isGreaterThan(5);
    }

    @Test
    void aMachineThatBecomesSlowerIsNotCold() {
        assertThat(warmAt(1, t -> 1000 * Math.exp(-t), t -> 10 * Math.exp(t))).isLessThan(1.5);
    }

    @Test
    void whereTheCpuTimeIsNotToldTheEchoesDecide() {
        assertThat(warmAt(1, t -> 1000, t -> Double.NaN)).isLessThan(1.5);
    }

    /** The time at which it is reached, in seconds. */
    private static double warmAt(double shortest, DoubleUnaryOperator echoesPerSecond, DoubleUnaryOperator cpuMicros) {
        var convergence = new SteadyStateDetector(shortest);
        double cpu = 0;
        for (int step = 1; step < 200; step++) {
            double time = step / 10.0;
            double echoes = echoesPerSecond.applyAsDouble(time) / 10;
            cpu += echoes * cpuMicros.applyAsDouble(time) / 1e6;
            convergence.add(echoes);
            if (convergence.endsBlock(time) && convergence.isReached(time, Double.isNaN(cpu) ? null : cpu)) {
                return time;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
