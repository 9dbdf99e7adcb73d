package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineDiffTest {
    private static final List<Integer> SESSIONS = List.of(10, 100);
    private static final RunRecord EARLIER = Runs.against10(SESSIONS, 5, 5);

    @Test
    void aRivalThatHasBecomeDearerBeyondTheToleranceIsWorse() {
        BaselineDiff changes = BaselineDiff.between(EARLIER, Runs.against10(SESSIONS, 5, 6), 0.05);
        assertThat(changes.isWorse()).isTrue();
        assertThat(changes.text()).containsPattern(
                "virtual at 100 sessions, CPU per echo: 1\\.20 times \\(1\\.\\d+ to 1\\.\\d+\\)  WORSE")
                .contains("1 for the worse by more than 5.0 %");
    }

    @Test
    void withinTheToleranceItIsNone() {
        BaselineDiff changes = BaselineDiff.between(EARLIER, Runs.against10(SESSIONS, 5, 6), 0.25);
        assertThat(changes.isWorse()).isFalse();
        assertThat(changes.text()).contains("virtual at 100 sessions").doesNotContain("WORSE");
    }

    @Test
    void aChangeForTheBetterIsNoneForTheWorse() {
        BaselineDiff changes = BaselineDiff.between(EARLIER, Runs.against10(SESSIONS, 5, 4), 0.05);
        assertThat(changes.isWorse()).isFalse();
        assertThat(changes.text()).contains("virtual at 100 sessions, CPU per echo: 0.80 times");
    }

    @Test
    void aRunAgainstItselfHasNotChanged() {
        BaselineDiff changes = BaselineDiff.between(EARLIER, EARLIER, 0);
        assertThat(changes.isWorse()).isFalse();
        assertThat(changes.text()).contains("  0 of ");
    }

    @Test
    void otherSurroundingsAreSaid() {
        var elsewhere = new RunRecord(EARLIER.schema(), EARLIER.command(), EARLIER.arguments(), EARLIER.startedAt(), 1,
                new threadlab.client.result.Environment("26", "/jdk", "Linux", 8, null, 1, null), "none", List.of(),
                EARLIER.plan(), EARLIER.trials(), List.of());
        assertThat(BaselineDiff.between(EARLIER, elsewhere, 0.05).text())
                .contains("The runs had different surroundings: JDK 25, Linux, 2 x null then, JDK 26");
    }

    @Test
    void aPointThatTheEarlierRunDidNotHaveIsNotJudged() {
        BaselineDiff changes = BaselineDiff.between(Runs.against10(List.of(10), 5), Runs.against10(SESSIONS, 5, 50),
                0.05);
        assertThat(changes.isWorse()).isFalse();
    }
}
