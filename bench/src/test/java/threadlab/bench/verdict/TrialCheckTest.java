package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialCheckTest {

    private static Optional<String> sentence(LoadPoint load, Map<Metric, Number> metrics) {
        var spec = new TrialSpec(1, 1, "platform", load);
        Trial trial = Runs.trial(spec, Runs.ok(Runs.metrics(100, 10.0)).with(metrics));
        return sentences(trial).stream().findFirst();
    }

    private static List<String> sentences(Trial... trials) {
        return TrialCheck.sentences(Runs.run(Runs.plan(List.of(10), 3), List.of(trials))).toList();
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

    /** As at 5,000 sessions, where an echo takes 80 ms and the window has 1.2 s. */
    @Test
    void whatTheEndsOfTheWindowCutIsNotMentioned() {
        assertThat(sentence(LoadPoint.of(5000), Map.of(Metric.IN_FLIGHT, 5250.0, Metric.ECHOES, 105_000))).isEmpty();
        assertThat(sentence(LoadPoint.of(5000), Map.of(Metric.IN_FLIGHT, 5400.0, Metric.ECHOES, 105_000)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("1 of 1 trial", "2.9 %"));
    }

    @Test
    void whereTheMessagesInFlightAreNotSetNothingIsKnown() {
        Map<Metric, Number> few = Map.of(Metric.IN_FLIGHT, 5.0);
        assertThat(sentence(new LoadPoint(1000, "64", 1, 500.0, 0, 0), few)).as("open loop").isEmpty();
        assertThat(sentence(new LoadPoint(1000, "64", 1, null, 0.1, 0), few)).as("think time").isEmpty();
        assertThat(sentence(LoadPoint.of(1000), Map.of(Metric.IN_FLIGHT, 5.0, Metric.SESSIONS_UNSERVED, 3))).isEmpty();
        assertThat(sentence(LoadPoint.of(1000), Map.of())).as("of an older run").isEmpty();
    }

    private static Trial trial(int round, Double cpuSpeed, double waitAsked, double waitHad) {
        var wait = new WorkTimes.Stage("wait", null, waitAsked, null, waitHad);
        return Runs.trial(round, "platform", 10, Runs.ok(Runs.metrics(100, 10.0))
                .with(new WorkTimes(9, null, 1, 2, cpuSpeed, List.of(wait))));
    }

    @Test
    void aServerThatComputesAsFastAsAtTheStartIsNotMentioned() {
        assertThat(sentences(trial(1, 0.96, 2_000, 2_000), trial(2, 1.04, 2_000, 2_000), trial(3, null, 1, 1)))
                .isEmpty();
    }

    @Test
    void oneThatIsFasterOrSlowerIsNamed() {
        assertThat(sentences(trial(1, 0.94, 1, 1), trial(2, 1.0, 1, 1), trial(3, 1.12, 1, 1))).singleElement()
                .asString()
                .startsWith("In 2 of 3 trials (number 1 and 3) the server computed up to 12 % faster or slower");
    }

    /** More than 5 %, and more than a timer is late. */
    @Test
    void waitsThatTookLongerThanTheyWereAskedForAreTold() {
        assertThat(sentences(trial(1, null, 10_000, 10_499), trial(2, null, 1_000, 1_199))).isEmpty();
        assertThat(sentences(trial(1, null, 10_000, 10_501), trial(2, null, 1_000, 1_201))).singleElement().asString()
                .startsWith("In 2 of 2 trials (number 1 and 2) waits took up to 20 % longer");
    }

    @Test
    void manyTrialsAreNotAllNamed() {
        var trials = new Trial[9];
        for (int i = 0; i < trials.length; i++) {
            trials[i] = Runs.trial(new TrialSpec(i + 1, 1, "platform", LoadPoint.of(i + 1)),
                    trial(1, 2.0, 1, 1).result());
        }
        assertThat(TrialCheck.sentences(Runs.run(Runs.plan(List.of(10), 3), List.of(trials)))).singleElement()
                .asString().startsWith("In 9 of 9 trials (number 1, 2, 3, 4, 5 and 4 more) the server");
    }
}
