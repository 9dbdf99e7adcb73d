package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnservedSentenceTest {
    private final List<Trial> trials = new ArrayList<>();

    private void trial(int round, String candidate, int sessions, Map<Metric, Number> served) {
        trials.add(Runs.trial(round, candidate, sessions, Runs.ok(Runs.metrics(100, 10.0)).with(served)));
    }

    private List<String> sentences() {
        return Report.of(Runs.run(Runs.plan(List.of(10, 1000), 3), trials)).findings().details().stream()
                .filter(sentence -> sentence.contains("alike")).toList();
    }

    @Test
    void whoLeavesSessionsOutIsNamedWithHowMany() {
        for (int round = 1; round <= 3; round++) {
            trial(round, "platform", 10, Map.of(Metric.SESSIONS_UNSERVED, 0, Metric.FAIRNESS, 0.97));
            trial(round, "virtual", 10, Map.of(Metric.SESSIONS_UNSERVED, 0, Metric.FAIRNESS, 0.5));
            trial(round, "platform", 1000, Map.of(Metric.SESSIONS_UNSERVED, 300 + round, Metric.FAIRNESS, 0));
            trial(round, "virtual", 1000, Map.of(Metric.SESSIONS_UNSERVED, 0, Metric.FAIRNESS, 0.9));
        }
        assertThat(sentences()).singleElement().asString().startsWith("platform ").contains("at 1,000 sessions 302 ")
                .doesNotContain("at 10 sessions");
    }

    @Test
    void soIsWhoGivesATwentiethLessThanHalf() {
        trial(1, "platform", 10, Map.of(Metric.FAIRNESS, 0.49));
        trial(1, "virtual", 10, Map.of(Metric.FAIRNESS, 0.51));
        assertThat(sentences()).singleElement().asString().startsWith("platform ").contains("0.490 of the mean");
    }

    @Test
    void whereThatIsNotKnownNothingIsSaid() {
        trial(1, "platform", 10, Map.of());
        trial(1, "virtual", 10, Map.of());
        assertThat(sentences()).isEmpty();
    }
}
