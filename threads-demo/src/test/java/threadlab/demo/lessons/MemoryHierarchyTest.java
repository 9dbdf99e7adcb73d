package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.MemoryHierarchy.Finding;
import threadlab.demo.lessons.MemoryHierarchy.Sample;
import threadlab.demo.lessons.MemoryHierarchy.Step;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Verdict;

class MemoryHierarchyTest {
    private static final int MEBIBYTE = 1 << 20;

    private final MemoryHierarchy lesson = new MemoryHierarchy(8 * MEBIBYTE);

    @Test
    void aLoadTakesLongerWhereTheMemoryOutgrowsTheFirstCache() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.curve()).extracting(Sample::bytes).startsWith(4 << 10, 6 << 10, 8 << 10)
                .endsWith(6 * MEBIBYTE, 8 * MEBIBYTE);
        assertThat(found.curve().getLast().nanos()).isGreaterThan(1.5 * found.curve().getFirst().nanos());
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimFallsOnALevelCurve() {
        assertThat(lesson.outcome(new Finding(curve(5, 5, 5.5, 5.5), List.of())).verdict())
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void aStepIsWhereTheTimeIsHalfwayUp() {
        assertThat(MemoryHierarchy.steps(curve(1, 1, 1, 4, 4, 4, 5, 7, 9, 12, 12.5, 13)))
                .containsExactly(new Step(8, 1, 4), new Step(32, 4, 12));
    }

    @Test
    void timesThatRiseSlowlyAreNoStep() {
        assertThat(MemoryHierarchy.steps(curve(1, 1.1, 1.3, 1.5, 1.8, 2, 2.4))).isEmpty();
    }

    @Test
    void aTimeThatALargerSizeUndercutsIsNoise() {
        assertThat(MemoryHierarchy.steps(curve(1, 1, 30, 1, 1, 1, 4, 4))).containsExactly(new Step(24, 1, 4));
    }

    @Test
    void aStepThatTheCurveEndsWithCounts() {
        assertThat(MemoryHierarchy.steps(curve(1, 1, 1, 3, 9))).containsExactly(new Step(8, 1, 9));
    }

    @Test
    void walkComesToEachLineOnceAndBack() {
        int lines = 1000;
        int[] memory = new int[lines * 16];
        MemoryHierarchy.layCycle(memory, lines, new SplittableRandom(1));

        BitSet seen = new BitSet();
        for (int loads = 1; loads <= lines; loads++) {
            seen.set(MemoryHierarchy.walk(memory, 0, loads) / 16);
        }

        assertThat(seen.cardinality()).isEqualTo(lines);
        assertThat(MemoryHierarchy.walk(memory, 0, lines)).isZero();
    }

    @Test
    void aSmallHeapBoundsTheMemoryThatIsTried() throws CannotShow {
        assertThat(lesson.fitting(64L * MEBIBYTE)).isEqualTo(8 * MEBIBYTE);
        assertThat(lesson.fitting(7L * MEBIBYTE)).isEqualTo(2 * MEBIBYTE);
        assertThatThrownBy(() -> lesson.fitting(MEBIBYTE)).isInstanceOf(CannotShow.class);
    }

    /** Sizes 4, 6, 8, 12 and so on, with these times. */
    private static List<Sample> curve(double... nanos) {
        return IntStream.range(0, nanos.length).mapToObj(i -> new Sample((4 + i % 2 * 2) << i / 2, nanos[i])).toList();
    }
}
