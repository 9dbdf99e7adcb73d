package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitSentenceTest {
    private static List<String> sentences(String candidate, double cpusBusy, WorkTimes work) {
        Map<Metric, Number> metrics = new EnumMap<>(Runs.metrics(9_850, 47.0));
        metrics.put(Metric.SERVER_CPU, cpusBusy);
        Trial trial = Runs.trial(1, candidate, 500, Runs.ok(metrics).with(work));
        Plan plan = Runs.plan(List.of(candidate), Runs.CONTROL, List.of(LoadPoint.of(500)), 3);
        return LimitSentence.of(Analysis.of(Runs.on(Runs.run(plan, List.of(trial)), Runs.setup(candidate, "25"))))
                .toList();
    }

    /** @param held of 20.2 ms in work */
    private static WorkTimes work(double inWork, double held) {
        return work(inWork, held, held);
    }

    private static WorkTimes work(double inWork, double held, double waited) {
        return new WorkTimes(20_200, null, inWork, 300, null,
                List.of(new WorkTimes.Stage("cpu", null, 20.0, null, 20),
                        new WorkTimes.Stage("pool", 50.0, null, waited, held)));
    }

    @Test
    void aPoolWhoseThreadsAreAllInUseIsTheLimit() {
        assertThat(sentences("pool:200", 1, work(199, 100))).containsExactly("The limit of pool:200 was its pool at "
                + "500 sessions (200 threads / 20.2 ms = 9,901 a second, measured: 9,850).");
        assertThat(sentences("pool:200@jdk21", 1, work(191, 100))).hasSize(1);
        assertThat(sentences("pool:200", 1, work(189, 100))).isEmpty();
        assertThat(sentences("pool:2000", 1, work(199, 100))).isEmpty();
    }

    /** 100 in work for 20.2 ms, of which each holds a place for 10: 49.5 of 50 places. */
    @Test
    void soAreThePlacesOfTheRecipe() {
        assertThat(sentences("virtual", 1, work(100, 10_000))).containsExactly("The limit of virtual was the pool of "
                + "the recipe at 500 sessions (50 places / 10.0 ms = 5,000 a second, measured: 9,850).");
        assertThat(sentences("virtual", 1, work(95, 10_000))).isEmpty();
    }

    /** All 100 threads are in use too, since they wait for places. */
    @Test
    void theLimitIsWhatAllOthersWaitFor() {
        assertThat(sentences("pool:100", 1, work(100, 10_000))).singleElement().asString()
                .contains("was the pool of the recipe at");
        assertThat(sentences("pool:100", 2, work(100, 10_000))).singleElement().asString().contains("was its CPU at");
    }

    /** As many threads as places: the messages wait for a thread, and then find a place at once. */
    @Test
    void placesForWhichNobodyWaitsAreNotTheLimit() {
        assertThat(sentences("pool:50", 1, work(50, 20_000, 1))).singleElement().asString().contains("was its pool at");
        assertThat(sentences("virtual", 1, work(50, 20_000, 1))).isEmpty();
    }

    /** The server of these runs has two. */
    @Test
    void soAreTheCpusThatAreAllBusy() {
        assertThat(sentences("virtual", 1.95, work(95, 10))).containsExactly("The limit of virtual was its CPU at 500 "
                + "sessions (2 CPUs / 47.0 us = 42,553 a second, measured: 9,850).");
    }

    @Test
    void aServerWithoutWorkHasNoSuchSentence() {
        assertThat(LimitSentence.of(Analysis.of(Runs.against10(List.of(10), 5)))).isEmpty();
    }
}
