package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeSentenceTest {
    private final List<Trial> trials = new ArrayList<>();

    private void trial(int round, String candidate, int sessions, double millis, Map<Metric, Number> probes) {
        TrialResult measured = Runs.ok(Runs.metrics(100, 10.0)).with(Map.of(Metric.PROBE_WAIT_MAX, millis))
                .with(probes);
        trials.add(Runs.trial(round, candidate, sessions, measured));
    }

    private Report report(List<Integer> sessions) {
        return Report.of(Runs.run(Runs.plan(sessions, 3), trials));
    }

    private static Map<Metric, Number> probes(int all, int unserved) {
        return Map.of(Metric.PROBES, all, Metric.PROBES_UNSERVED, unserved);
    }

    @Test
    void aWaitThatNobodySawTheEndOfIsNoFigure() {
        for (int round = 1; round <= 3; round++) {
            trial(round, "platform", 10, 1, probes(40, 0));
            trial(round, "virtual", 10, 1, probes(40, 0));
            trial(round, "platform", 1000, 49, probes(40, 0));
            trial(round, "virtual", 1000, 2000, probes(40, 38 + round % 2));
        }
        Report report = report(List.of(10, 1000));

        assertThat(report.findings().details()).filteredOn(sentence -> sentence.contains("probe")).singleElement()
                .asString().contains("beside 1,000 sessions", "49.0 ms at platform", "116 of 120 at virtual",
                        "the 2s measured")
                .doesNotContain("2.00 s", "2,000");
        assertThat(bounds(report, "virtual", 1000)).containsExactly(Metric.PROBE_WAIT_MAX.key());
        assertThat(bounds(report, "platform", 1000)).isEmpty();
        assertThat(bounds(report, "virtual", 10)).isEmpty();
    }

    /** Runs of before have no number of all. */
    @Test
    void withoutTheNumberOfAllItNamesThoseUnserved() {
        trial(1, "platform", 10, 49, Map.of(Metric.PROBES_UNSERVED, 3));
        trial(1, "virtual", 10, 49, Map.of(Metric.PROBES_UNSERVED, 4));

        assertThat(report(List.of(10)).findings().details()).filteredOn(sentence -> sentence.contains("probe"))
                .singleElement().asString().contains("3 at platform and 4 at virtual").doesNotContain("at most");
    }

    /** One trial of three does not make the median a bound; the sentence counts it all the same. */
    @Test
    void theMedianIsABoundIfItIsOneInHalfOfTheTrials() {
        for (int round = 1; round <= 3; round++) {
            trial(round, "platform", 10, 60, probes(40, round == 1 ? 1 : 0));
            trial(round, "virtual", 10, 60, probes(40, round < 3 ? 1 : 0));
        }
        Report report = report(List.of(10));

        assertThat(bounds(report, "platform", 10)).isEmpty();
        assertThat(bounds(report, "virtual", 10)).containsExactly(Metric.PROBE_WAIT_MAX.key());
    }

    @Test
    void aMinuteIsABoundOfALatency() {
        trials.add(Runs.trial(1, "platform", 10, Runs.ok(Runs.metrics(100, 10.0)).with(
                Map.of(Metric.RESPONSE_TIME_P99, 60e6, Metric.RESPONSE_TIME_P90, 59e6, Metric.WARMUP, 60e6))));

        assertThat(bounds(report(List.of(10)), "platform", 10)).containsExactly(Metric.RESPONSE_TIME_P99.key());
    }

    private static List<String> bounds(Report report, String candidate, int sessions) {
        return report.analysis().summary(candidate, LoadPoint.of(sessions)).orElseThrow().lowerBounds();
    }
}
