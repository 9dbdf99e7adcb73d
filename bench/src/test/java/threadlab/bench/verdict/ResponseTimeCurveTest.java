package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ResponseTimeCurveTest {
    private static Histogram microsUpTo(long most) {
        var nanos = new Histogram(3);
        LongStream.rangeClosed(1, most).forEach(micros -> nanos.recordValue(1000 * micros));
        return nanos;
    }

    private static Trial trial(int round, List<Double> curve) {
        return Runs.trial(round, "virtual", 10, Runs.ok(Map.of(Metric.RATE, 1)).withCurve(curve));
    }

    @Test
    void fromEightPlacesToTheNextATenthIsLonger() {
        List<Double> curve = ResponseTimeCurve.of(microsUpTo(10_000));

        assertThat(curve).hasSize(4 * 8 + 1).isSorted();
        assertThat(curve.getFirst()).isCloseTo(1, within(0.01));
        assertThat(curve.get(8)).isCloseTo(9_000, Percentage.withPercentage(0.1));
        assertThat(curve.get(16)).isCloseTo(9_900, Percentage.withPercentage(0.1));
        assertThat(ResponseTimeCurve.decadesAt(16)).isCloseTo(ResponseTimeCurve.decadesOf(99.0), within(1e-9));
    }

    @Test
    void withoutAResponseTimeThereIsNoCurve() {
        assertThat(ResponseTimeCurve.of(microsUpTo(0))).isEmpty();
        assertThat(ResponseTimeCurve.of(microsUpTo(1))).hasSize(1);
    }

    @Test
    void theMedianGoesAsFarAsAllRounds() {
        assertThat(ResponseTimeCurve.medians(List.of(trial(1, List.of(1.0, 5.0)), trial(2, List.of(3.0, 4.0, 9.0)),
                trial(3, List.of(2.0, 8.0, 9.0))))).containsExactly(2.0, 5.0);
        assertThat(ResponseTimeCurve.medians(List.of(Runs.ok(1, "virtual", 10, 1, 1.0)))).isEmpty();
    }
}
