package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import threadlab.demo.lessons.ListenBacklog.Finding;
import threadlab.demo.lessons.ListenBacklog.Queue;
import threadlab.demo.lessons.ListenBacklog.Sight;
import threadlab.demo.lessons.frame.Verdict;

class ListenBacklogTest {
    private static final Duration QUIET = Duration.ofMillis(500); // the next client tries again after a second

    private final ListenBacklog lesson = new ListenBacklog(QUIET, 10, 5);

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneMoreThanTheBacklogWaitsAndTheNextClientIsToldNothing() throws Exception {
        Finding found = Trial.of(lesson);

        Queue queue = found.queues().getFirst();
        assertThat(queue.accepted()).isEqualTo(Math.min(5, found.cap().orElse(5)) + 1);
        assertThat(queue.connected()).as("who was accepted had been connected")
                .isGreaterThanOrEqualTo(queue.accepted());
        assertThat(queue.next()).isEqualTo(Sight.WAITING);
        assertThat(queue.throughNanos()).as("once there is room").isPresent();
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void sessionsAtOnceAreNotLimited() throws Exception {
        assertThat(Trial.of(new ListenBacklog(QUIET, 10)).sessions()).isEqualTo(10);
    }

    @Test
    void claimHoldsIfAsManyWaitAsWereAskedFor() {
        assertThat(verdict(1, 5)).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void claimFallsIfTheBacklogDoesNotMatter() {
        assertThat(verdict(128, 128)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(1, 1)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    /** What is said if so many wait with a backlog of 1, and so many with one of 5. */
    private Verdict verdict(int one, int five) {
        List<Queue> queues = Stream.of(queue(1, one), queue(5, five)).toList();
        return lesson.outcome(new Finding(queues, OptionalInt.empty(), 10)).verdict();
    }

    private static Queue queue(int backlog, int waiting) {
        return new Queue(backlog, waiting, waiting, Sight.REFUSED, 0, OptionalLong.empty());
    }
}
