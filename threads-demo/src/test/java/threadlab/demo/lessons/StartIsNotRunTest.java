package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.StartIsNotRun.Call;
import threadlab.demo.lessons.StartIsNotRun.Finding;
import threadlab.demo.lessons.frame.Verdict;

class StartIsNotRunTest {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final StartIsNotRun lesson = new StartIsNotRun(PAUSE);

    @Test
    void startedThreadDoesTheWorkAndRunLeavesItToTheCaller() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.start().doneBy()).isEqualTo("t");
        assertThat(found.run().doneBy()).isEqualTo(Thread.currentThread().getName());
        assertThat(found.run().backNanos()).as("run() waits for the work").isGreaterThanOrEqualTo(PAUSE.toNanos());
        assertThat(found.virtualRun().doneBy()).as("nobody").isEmpty();
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void claimFallsIfTheCallerDoesTheWorkOfAStartedThread() {
        Call byMain = new Call("a call", "main", 1, 2);

        assertThat(lesson.outcome(new Finding("main", byMain, byMain, byMain)).verdict())
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }
}
