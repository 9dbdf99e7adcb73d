package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaSentenceTest {
    private final List<Trial> trials = new ArrayList<>();

    private void trial(String candidate, int sessions, Map<Metric, Number> throttled) {
        trials.add(Runs.trial(1, candidate, sessions, Runs.ok(Runs.metrics(100, 10.0)).with(throttled)));
    }

    private List<String> sentences() {
        return Report.of(Runs.run(Runs.plan(List.of(10, 1000), 3), trials)).findings().details().stream()
                .filter(sentence -> sentence.contains("quota")).toList();
    }

    @Test
    void whoUsedUpItsQuotaIsNamedWithHowOften() {
        trial("platform", 10, Map.of(Metric.THROTTLED_SHARE, 0.01));
        trial("virtual", 10, Map.of(Metric.THROTTLED_SHARE, 0));
        trial("platform", 1000, Map.of(Metric.THROTTLED_SHARE, 0.62));
        trial("virtual", 1000, Map.of(Metric.THROTTLED_SHARE, 0.04));
        assertThat(sentences()).singleElement().asString().startsWith("platform ")
                .contains("62 % of the periods at 1,000 sessions").doesNotContain("at 10 sessions");
    }

    @Test
    void withoutAQuotaNothingIsSaid() {
        trial("platform", 10, Map.of());
        trial("virtual", 10, Map.of());
        assertThat(sentences()).isEmpty();
    }
}
