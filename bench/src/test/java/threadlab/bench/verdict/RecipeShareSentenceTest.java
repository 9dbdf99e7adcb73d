package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeShareSentenceTest {

    /** 50 of 75 us. */
    @Test
    void theRestIsWhatAnotherThreadModelCanSave() {
        assertThat(RecipeShareSentence.of(Analysis.of(Runs.withWork()))).contains("Of the CPU per echo of platform, "
                + "the recipe's own is 67 % at 40 sessions (50.0 us of 75.0 us): another thread model can save at "
                + "most 33 %.");
    }

    @Test
    void aRecipeThatDoesNotComputeHasNoShare() {
        var waits = new WorkTimes(9, null, 1, 2, null, List.of(new WorkTimes.Stage("wait", null, 5.0, null, 6)));
        Trial trial = Runs.trial(1, "platform", 10, Runs.ok(Runs.metrics(100, 10.0)).with(waits));
        assertThat(RecipeShareSentence.of(Analysis.of(Runs.run(List.of(10), trial)))).isEmpty();
        assertThat(RecipeShareSentence.of(Analysis.of(Runs.against10(List.of(10), 5)))).isEmpty();
    }
}
