package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.DecisionRule;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.TrialTiming;

class AnnouncementTest {
    private static final Plan PLAN = new Plan(List.of("platform", "virtual"), "again", List.of(LoadPoint.of(100)), 25,
            new TrialTiming(1, 2, 2), 20, new DecisionRule(0.05, List.of(5, 25)));
    /** Five rounds of three candidates, after which the run may end. */
    private static final Duration LEAST = PLAN.expected(15);

    @Test
    void aRunThatMayEndEarlyHasTwoTimes() {
        assertThat(Announcement.time(PLAN, 0, LEAST.multipliedBy(5)))
                .isEqualTo("about " + CompareMain.time(LEAST) + " to " + CompareMain.time(LEAST.multipliedBy(5)));
    }

    @Test
    void aRunThatHasTimeForItsFirstLookAloneHasOneTime() {
        for (Duration budget : List.of(LEAST, LEAST.dividedBy(2), LEAST.plusMillis(1))) {
            assertThat(Announcement.time(PLAN, 0, budget)).isEqualTo("about " + CompareMain.time(LEAST));
        }
    }

    @Test
    void aRunThatMayEndAtOnceSaysOnlyWhenItEndsAtTheLatest() {
        assertThat(Announcement.time(PLAN, 15, LEAST)).isEqualTo("up to " + CompareMain.time(LEAST));
    }
}
