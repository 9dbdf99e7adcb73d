package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.LostUpdates.Finding;
import threadlab.demo.lessons.LostUpdates.Way;
import threadlab.demo.lessons.frame.Verdict;

class LostUpdatesTest {
    private final LostUpdates lesson = new LostUpdates(100_000);

    /** Whether the race itself loses any is up to the scheduler; the unlucky order is not. */
    @Test
    void oneOfTwoUpdatesIsLostInTheUnluckyOrderAndNoneInTheSafeWays() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.afterTwo()).isEqualTo(1);
        assertThat(found.added()).isEqualTo(200_000);
        assertThat(found.unguarded().counted()).isBetween(2L, 200_000L);
        assertThat(found.locked().counted()).isEqualTo(200_000);
        assertThat(found.atomic().counted()).isEqualTo(200_000);
        assertThat(found.own().counted()).isEqualTo(200_000);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void claimFallsIfASafeWayLosesOne() {
        Way all = new Way("all", 100, 1);
        Way oneLess = new Way("one less", 99, 1);

        assertThat(lesson.outcome(new Finding(100, oneLess, all, all, all, 1)).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(lesson.outcome(new Finding(100, oneLess, all, oneLess, all, 1)).verdict())
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
