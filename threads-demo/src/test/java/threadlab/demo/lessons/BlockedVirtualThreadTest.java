package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.BlockedVirtualThread.Cost;
import threadlab.demo.lessons.BlockedVirtualThread.Finding;
import threadlab.demo.lessons.BlockedVirtualThread.Probe;
import threadlab.demo.lessons.frame.Verdict;

class BlockedVirtualThreadTest {
    private static final long STACK = 1 << 20;

    private final BlockedVirtualThread lesson = new BlockedVirtualThread(2000, 1, Duration.ofSeconds(1));

    @Test
    void heapGrowsWithDepthAndOnlySomePlacesHoldTheCarrier() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.costs()).extracting(Cost::depth).containsExactly(1, 10, 100, 1000);
        assertThat(found.costs().getFirst().bytesEach()).isPositive().isLessThan(found.stackBytes() / 10);
        assertThat(found.costs().getLast().bytesEach()).as("for a thousand calls")
                .isGreaterThan(5000);
        assertThat(found.probes()).extracting(Probe::othersRan).as("in a call, lock, synchronized, native frame")
                .containsExactly(true, true, found.jdk() >= 24, false);
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimHoldsWithoutALimitIfNoPlaceHoldsTheCarrier() {
        assertThat(verdict(500, new Probe("in a call", true), new Probe("elsewhere", true)))
                .isEqualTo(Verdict.HOLDS);
    }

    @Test
    void claimFallsIfABlockedThreadHoldsItsCarrier() {
        assertThat(verdict(500, new Probe("in a call", false), new Probe("elsewhere", true)))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void claimFallsIfItTakesAsMuchAsAStack() {
        assertThat(verdict(STACK, new Probe("in a call", true))).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private Verdict verdict(long bytesEach, Probe... probes) {
        return lesson.outcome(new Finding(25, 2, STACK, -1,
                List.of(new Cost(1, 1000, bytesEach), new Cost(10, 1000, bytesEach)), List.of(probes))).verdict();
    }
}
