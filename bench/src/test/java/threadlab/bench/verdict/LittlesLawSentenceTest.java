package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LittlesLawSentenceTest {

    private static Optional<String> sentence(LoadPoint load, Map<Metric, Number> metrics) {
        var spec = new TrialSpec(1, 1, "platform", load);
        Trial trial = Runs.trial(spec, Runs.ok(Runs.metrics(100, 10.0)).with(metrics));
        return LittlesLawSentence.of(Runs.run(Runs.plan(List.of(10), 3), List.of(trial)));
    }

    @Test
    void aTrialWhoseRateAndLatencyFitIsNotMentioned() {
        assertThat(sentence(LoadPoint.of(1000), Map.of(Metric.IN_FLIGHT, 1019.0))).isEmpty();
        assertThat(sentence(LoadPoint.of(1000), Map.of(Metric.IN_FLIGHT, 981.0))).isEmpty();
        assertThat(sentence(new LoadPoint(100, "64", 8, null, 0, 0), Map.of(Metric.IN_FLIGHT, 799.0))).isEmpty();
    }

    @Test
    void oneThatDoesNotFitIsCountedWithHowMuchItIsOff() {
        assertThat(sentence(LoadPoint.of(1000), Map.of(Metric.IN_FLIGHT, 870.0))).hasValueSatisfying(
                sentence -> assertThat(sentence).contains("1 of 1 trial", "13 %"));
        assertThat(sentence(LoadPoint.of(1000), Map.of(Metric.IN_FLIGHT, 1021.0))).isPresent();
    }

    @Test
    void whereTheMessagesInFlightAreNotSetNothingIsKnown() {
        Map<Metric, Number> few = Map.of(Metric.IN_FLIGHT, 5.0);
        assertThat(sentence(new LoadPoint(1000, "64", 1, 500.0, 0, 0), few)).as("open loop").isEmpty();
        assertThat(sentence(new LoadPoint(1000, "64", 1, null, 0.1, 0), few)).as("think time").isEmpty();
        assertThat(sentence(LoadPoint.of(1000), Map.of(Metric.IN_FLIGHT, 5.0, Metric.SESSIONS_UNSERVED, 3))).isEmpty();
        assertThat(sentence(LoadPoint.of(1000), Map.of())).as("of an older run").isEmpty();
    }
}
