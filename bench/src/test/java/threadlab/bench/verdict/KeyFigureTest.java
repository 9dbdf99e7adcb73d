package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyFigureTest {
    private static RunRecord run(Map<Metric, Number> served) {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            for (int sessions : List.of(10, 1_000)) {
                double noise = Runs.noise(round);
                trials.add(Runs.trial(round, "platform", sessions, Runs.ok(Runs.metrics(100, 10.0)).with(served)));
                trials.add(Runs.trial(round, "virtual", sessions, Runs.ok(Runs.metrics(50 * noise, 4 * noise))
                        .with(Map.of(Metric.RESIDENT, (64L << 20) + round))));
            }
        }
        return Runs.run(Runs.plan(List.of(10, 1_000), 5), trials);
    }

    @Test
    void theyAreThoseOfTheLargestLoad() {
        Analysis analysis = Analysis.of(run(Map.of()));
        assertThat(KeyFigure.of(analysis))
                .extracting(figure -> figure.metric().title(), KeyFigure::amount, KeyFigure::style)
                .containsExactly(tuple("CPU per echo", "60 % less", "better"),
                        tuple("Echoes per second", "50 % less", "worse"), tuple("p99 response time", "", "same"),
                        tuple("Resident memory", "", "same"));
        assertThat(KeyFigure.sentence(analysis)).singleElement().asString().startsWith("At 1,000 sessions, virtual ")
                .contains("CPU per echo 60 % less (better)");
    }

    @Test
    void theCapacityIsFirstIfItWasAskedFor() {
        assertThat(KeyFigure.of(Analysis.of(Runs.capacityAgainst400(List.of(10), 2.1))))
                .extracting(figure -> figure.metric().title(), KeyFigure::amount, KeyFigure::style)
                .startsWith(tuple("Capacity", "2.1 times as much", "better"), tuple("CPU per echo", "", "same"));
    }

    @Test
    void latenciesOfAServerThatLeavesSessionsOutAreNotCompared() {
        assertThat(KeyFigure.of(Analysis.of(run(Map.of(Metric.SESSIONS_UNSERVED, 300)))).get(2).verdict())
                .contains("not comparable");
        assertThat(KeyFigure.of(Analysis.of(run(Map.of(Metric.FAIRNESS, 0.1)))).get(2).verdict())
                .contains("not comparable");
        assertThat(KeyFigure.of(Analysis.of(run(Map.of(Metric.FAIRNESS, 0.9)))).get(2).verdict())
                .doesNotContain("not comparable");
    }

    @Test
    void whereNothingIsComparedThereAreNone() {
        var plan = Runs.plan(List.of("virtual"), "control", List.of(LoadPoint.of(10)), 3);
        assertThat(KeyFigure.sentence(Analysis.of(Runs.run(plan, List.of())))).isEmpty();
    }
}
