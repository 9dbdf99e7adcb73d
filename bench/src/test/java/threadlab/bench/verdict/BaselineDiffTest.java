package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.client.result.Environment;

class BaselineDiffTest {
    private static final List<Integer> SESSIONS = List.of(10, 100);
    private static final RunRecord EARLIER = Runs.against10(SESSIONS, 5, 5);

    @Test
    void aCandidateThatCostsMoreBeyondTheToleranceIsWorse() {
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
    void capacitiesWithinDifferentBoundsAreNotCompared() {
        RunRecord then = Runs.capacityAgainst400(List.of(10), 2);
        RunRecord now = Runs.capacityAgainst400(List.of(10), 1);
        Plan plan = now.plan();
        Plan other = new Plan(plan.candidates(), plan.control(), plan.loadPoints(), plan.rounds(), plan.timing(),
                plan.probeSessionsPerSecond(), plan.rule(), "p99<=20ms", null);
        assertThat(BaselineDiff.between(then, now, 0.05).text()).contains("virtual at 10 sessions, capacity: 0.50");
        assertThat(BaselineDiff.between(then, Runs.run(other, now.trials()), 0.05).text()).doesNotContain("capacity");
    }

    @Test
    void aRunAgainstItselfHasNotChanged() {
        BaselineDiff changes = BaselineDiff.between(EARLIER, EARLIER, 0);
        assertThat(changes.isWorse()).isFalse();
        assertThat(changes.text()).contains("  0 of ");
    }

    @Test
    void anotherEnvironmentIsNamed() {
        var elsewhere = Runs.elsewhere(EARLIER, new Environment("26", "/jdk", "Linux", 8, null, 1, null));
        assertThat(BaselineDiff.between(EARLIER, elsewhere, 0.05).text())
                .contains("JDK 25, Linux, 2 x null then, JDK 26, Linux, 8 x null now");
    }

    @Test
    void anotherJvmOfACandidateIsNamedOnce() {
        RunRecord then = Runs.on(EARLIER, Runs.setup("platform", "21"), Runs.setup("virtual", "21"));
        RunRecord now = Runs.on(EARLIER, Runs.setup("platform", "25"), Runs.setup("virtual", "25"));
        assertThat(BaselineDiff.between(then, now, 0.05).remarks())
                .filteredOn(remark -> remark.contains("Java 21") && remark.contains("Java 25")).singleElement()
                .asString().startsWith("platform and virtual ");
        assertThat(BaselineDiff.between(then, then, 0.05).text()).doesNotContain("Java 21");
        assertThat(BaselineDiff.between(EARLIER, now, 0.05).text()).doesNotContain("Java 25");
    }

    @Test
    void whatHasNothingInCommonIsNotTested() {
        BaselineDiff changes = BaselineDiff.between(EARLIER, Runs.against10(List.of(11), 5), 0.05);
        assertThat(changes.isTested()).isFalse();
        assertThat(changes.text()).contains("  0 of 0 metrics differ", " could not be compared");
        assertThat(BaselineDiff.between(EARLIER, EARLIER, 0.05).isTested()).isTrue();
    }

    @Test
    void aLoadPointThatTheEarlierRunDidNotHaveIsNotTested() {
        BaselineDiff changes = BaselineDiff.between(Runs.against10(List.of(10), 5), Runs.against10(SESSIONS, 5, 50),
                0.05);
        assertThat(changes.isWorse()).isFalse();
    }
}
