package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.StreamHasNoMessages.Finding;
import threadlab.demo.lessons.StreamHasNoMessages.HalfClose;
import threadlab.demo.lessons.StreamHasNoMessages.Taken;
import threadlab.demo.lessons.frame.Verdict;

class StreamHasNoMessagesTest {
    private static final int LARGE = 300_000; // more than one read of the JDK brings, however large the buffer

    private final StreamHasNoMessages lesson = new StreamHasNoMessages(LARGE, Duration.ofMillis(20));

    @Test
    void readsDoNotKeepTheBoundsBetweenSends() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.small()).isEqualTo(new Taken(List.of(5, 6), 1));
        assertThat(found.big().reads()).isGreaterThan(LARGE / 1024);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void messagesAreWholeIfTheReaderReadsOn() throws Exception {
        assertThat(Trial.of(lesson).whole()).isEqualTo(3);
    }

    @Test
    void aPauseIsNoEndAndAHalfCloseLeavesRoomForAnAnswer() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.pauseEnds()).isFalse();
        assertThat(found.halfClose()).isEqualTo(new HalfClose(5, 6));
    }

    @Test
    void claimHoldsIfEachSendIsReadByItselfAndAPauseEndsTheStream() {
        assertThat(verdict(2, 1, true)).isEqualTo(Verdict.HOLDS);
        assertThat(verdict(2, 1, false)).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimFallsIfEitherIsReadOtherwise() {
        assertThat(verdict(1, 1, true)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(2, 2, true)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private Verdict verdict(int small, int big, boolean pauseEnds) {
        return lesson.outcome(new Finding(new Taken(List.of(5, 6), small), new Taken(List.of(LARGE), big), pauseEnds, 3,
                3, new HalfClose(5, 6))).verdict();
    }
}
