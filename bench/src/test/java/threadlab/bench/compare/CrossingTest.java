package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossingTest {

    /** Dearer at 10 sessions, cheaper at 1,000. */
    @Test
    void aContestantThatBecomesTheCheaperOneOvertakes() {
        List<Crossing> crossings = crossings(12, 10, 8);
        assertThat(crossings).singleElement().returns("virtual", Crossing::contestant)
                .returns(null, Crossing::noDifferenceUpTo);
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
        assertThat(Crossing.of(run.plan(), Summary.of(run))).singleElement()
                .isEqualTo(new Crossing("virtual", null, List.of()));
    }

    /** The first contestant needs 10 us an echo at 10, 100 and 1,000 sessions, the other one that many. */
    private static List<Crossing> crossings(double... micros) {
        List<Integer> sessions = List.of(10, 100, 1_000);
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            for (int i = 0; i < micros.length; i++) {
                double noise = 1 + 0.005 * (round % 3 - 1);
                trials.add(Runs.ok(round, "platform", sessions.get(i), 100, 10.0));
                trials.add(Runs.ok(round, "virtual", sessions.get(i), 100, micros[i] * noise));
            }
        }
        var run = Runs.run(sessions, trials.toArray(Trial[]::new));
        return Crossing.of(run.plan(), Summary.of(run));
    }
}
