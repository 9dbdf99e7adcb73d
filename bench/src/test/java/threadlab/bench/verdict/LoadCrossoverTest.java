package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadCrossoverTest {
    private static final List<Integer> SESSIONS = List.of(10, 100, 1_000);

    /** Dearer at 10 sessions, cheaper at 1,000. */
    @Test
    void aContestantThatBecomesTheCheaperOneOvertakes() {
        List<LoadCrossover> crossings = crossings(12, 10, 8);
        assertThat(crossings).singleElement().returns("virtual", LoadCrossover::contestant)
                .returns("platform", LoadCrossover::other).returns(null, LoadCrossover::noDifferenceUpTo);
        assertThat(crossings.getFirst().crossovers()).singleElement().satisfies(crossover -> {
            assertThat(crossover.rising()).isFalse();
            assertThat(crossover.sessions()).isBetween(50.0, 200.0);
            assertThat(crossover.lastBefore()).isEqualTo(10);
            assertThat(crossover.firstAfter()).isEqualTo(1_000);
        });
    }

    @Test
    void oneThatIsNeverAheadHasNoCrossover() {
        assertThat(crossings(12, 13, 14).getFirst().crossovers()).isEmpty();
    }

    @Test
    void sessionsUpToWhichNothingIsShown() {
        assertThat(crossings(10, 10, 5).getFirst().noDifferenceUpTo()).isEqualTo(100);
    }

    @Test
    void withoutTrialsThereIsNothingToCross() {
        var run = Runs.run(List.of(10, 100));
        assertThat(LoadCrossover.of(run, Summary.of(run))).singleElement()
                .isEqualTo(new LoadCrossover("virtual", "platform", LoadPoint.of(10).setting(), null, List.of()));
    }

    /** Both stay below the base; only between them does the order change. */
    @Test
    void rivalsAreCrossedWithEachOtherToo() {
        List<Trial> trials = new ArrayList<>(Runs.against10(SESSIONS, 5, 5, 5).trials());
        double[] micros = {7, 5, 3};
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < micros.length; i++) {
                trials.add(Runs.ok(round, "event-loop", SESSIONS.get(i), 100, micros[i] * Runs.noise(round + 1)));
            }
        }
        var plan = new Plan(List.of("platform", "virtual", "event-loop"), Runs.TWIN,
                SESSIONS.stream().map(LoadPoint::of).toList(), 5, 1, 2, 2, 0);
        var run = Runs.run(plan, trials);
        assertThat(LoadCrossover.of(run, Summary.of(run))).filteredOn(crossing -> crossing.other().equals("virtual"))
                .singleElement().satisfies(crossing -> {
                    assertThat(crossing.contestant()).isEqualTo("event-loop");
                    assertThat(crossing.crossovers()).singleElement()
                            .satisfies(c -> assertThat(c.sessions()).isBetween(50.0, 200.0));
                });
    }

    /** The first contestant needs 10 us an echo at 10, 100 and 1,000 sessions, the other one that many. */
    private static List<LoadCrossover> crossings(double... micros) {
        var run = Runs.against10(SESSIONS, micros);
        return LoadCrossover.of(run, Summary.of(run));
    }
}
