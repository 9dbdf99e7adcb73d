package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.Join.Finding;
import threadlab.demo.lessons.frame.Verdict;

class JoinTest {
    private final Join lesson = new Join(10, Duration.ofMillis(20), 100_000, Duration.ofMillis(40));

    @Test
    void endComesLastAndEveryWriteIsSeenOnlyAfterJoin() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.endFirst()).as("without join, at least once").isPositive();
        assertThat(found.endFirstJoined()).isZero();
        assertThat(found.writes()).isEqualTo(1_000_000);
        assertThat(found.missed()).isZero();
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void claimFallsWithOneEndThatCameFirstOrOneWriteMissed() {
        assertThat(lesson.outcome(new Finding(10, 10, 1, 100, 0, 0)).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(lesson.outcome(new Finding(10, 10, 0, 100, 1, 0)).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
