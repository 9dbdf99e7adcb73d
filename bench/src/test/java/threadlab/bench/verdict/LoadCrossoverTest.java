package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadCrossoverTest {
    private static final List<Integer> SESSIONS = List.of(10, 100, 1_000);

    /** Dearer at 10 sessions, cheaper at 1,000. */
    @Test
    void aCandidateThatBecomesTheCheaperOneOvertakes() {
        List<LoadCrossover> crossovers = crossovers(12, 10, 8);
        assertThat(crossovers).singleElement().returns("virtual", LoadCrossover::candidate)
                .returns("platform", LoadCrossover::other).returns(null, LoadCrossover::noDifferenceUpTo);
        assertThat(crossovers.getFirst().crossovers()).singleElement().satisfies(crossover -> {
            assertThat(crossover.rising()).isFalse();
            assertThat(crossover.sessions()).isBetween(50.0, 200.0);
            assertThat(crossover.lastBefore()).isEqualTo(10);
            assertThat(crossover.firstAfter()).isEqualTo(1_000);
        });
    }

    @Test
    void oneThatIsNeverAheadHasNoCrossover() {
        assertThat(crossovers(12, 13, 14).getFirst().crossovers()).isEmpty();
    }

    @Test
    void sessionsUpToWhichNothingIsShown() {
        assertThat(crossovers(10, 10, 5).getFirst().noDifferenceUpTo()).isEqualTo(100);
    }

    @Test
    void withoutTrialsThereIsNothingToCross() {
        var run = Runs.run(List.of(10, 100));
        assertThat(Analysis.of(run).crossovers()).singleElement()
                .isEqualTo(new LoadCrossover("virtual", "platform", LoadPoint.of(10).series(), null, List.of()));
    }

    /** Both stay below the baseline; only between them does the order change. */
    @Test
    void candidatesArePairedWithEachOtherToo() {
        List<Trial> trials = new ArrayList<>(Runs.against10(SESSIONS, 5, 5, 5).trials());
        double[] micros = {7, 5, 3};
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < micros.length; i++) {
                trials.add(Runs.ok(round, "event-loop", SESSIONS.get(i), 100, micros[i] * Runs.noise(round + 1)));
            }
        }
        var plan = Runs.plan(List.of("platform", "virtual", "event-loop"), Runs.CONTROL,
                SESSIONS.stream().map(LoadPoint::of).toList(), 5);
        var run = Runs.run(plan, trials);
        assertThat(Analysis.of(run).crossovers()).filteredOn(pair -> pair.other().equals("virtual"))
                .singleElement().satisfies(pair -> {
                    assertThat(pair.candidate()).isEqualTo("event-loop");
                    assertThat(pair.crossovers()).singleElement()
                            .satisfies(c -> assertThat(c.sessions()).isBetween(50.0, 200.0));
                });
    }

    /** The baseline needs 10 us an echo at 10, 100 and 1,000 sessions, the other one that many. */
    private static List<LoadCrossover> crossovers(double... micros) {
        var run = Runs.against10(SESSIONS, micros);
        return Analysis.of(run).crossovers();
    }
}
