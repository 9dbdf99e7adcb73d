package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.StackDepth.Dive;
import threadlab.demo.lessons.StackDepth.Finding;
import threadlab.demo.lessons.frame.Verdict;

class StackDepthTest {
    private static final long MEBIBYTE = 1 << 20;

    // A stack 16 times as large: more than compiled and interpreted frames differ in size.
    private final StackDepth lesson = new StackDepth(List.of(2 * MEBIBYTE, 32 * MEBIBYTE), 100_000, 300_000);

    @Test
    void largerStackGoesDeeperAndTheThreadOutlivesTheOverflow() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.dives().getLast().depth()).isGreaterThan(found.dives().getFirst().depth());
        assertThat(found.virtual()).as("on the stack of its carrier").isLessThan(found.dives().getLast().depth());
        assertThat(found.virtualWaiting()).as("its frames are on the heap").isEqualTo(100_000);
        assertThat(found.chained()).isEqualTo(300_000);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void claimHoldsIfTheHeapWasFullAsWell() {
        Finding found = new Finding(List.of(new Dive(1, 10), new Dive(2, 20)), 10, 10, 10, 99, 100, 1);

        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS);
    }
}
