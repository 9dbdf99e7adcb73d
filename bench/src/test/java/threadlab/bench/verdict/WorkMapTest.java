package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkMapTest {
    /** Five by five cells. */
    private static final List<Double> CPUS = WorkMap.axis(10, 1000, 1);
    private static final List<Double> WAITS = WorkMap.axis(0, 50, 1);

    private static WorkCell cell(int cpu, int waiting) {
        return new WorkCell(CPUS.get(cpu), WAITS.get(waiting));
    }

    @ParameterizedTest
    @CsvSource({"10, 1000, '10, 32, 100, 320, 1000'", "0, 50, '0, 2.7, 7.1, 19, 50'", "0, 1, '0, 1'", "5, 5, '5'",
            "1, 3.9, '1, 3.9'", "1, 4, '1, 2, 4'",
            "1, 10000000, '1, 7.5, 56, 420, 3200, 24000, 180000, 1300000, 10000000'"})
    void neighboursOfTheFinestGridAreAtLeastTwoTimesApart(double low, double high, String values) {
        assertThat(WorkMap.axis(low, high, 1)).containsExactlyElementsOf(
                List.of(values.split(", ")).stream().map(Double::valueOf).toList());
    }

    @Test
    void theCoarseGridHasTheEndsOfEachAxisAndPerhapsTheMiddle() {
        WorkMap map = WorkMap.coarse(CPUS, WAITS, 2);
        assertThat(map.stages()).containsExactly(9);
        assertThat(map.first(2)).containsExactly(cell(0, 0), cell(2, 0), cell(4, 0), cell(0, 2), cell(2, 2),
                cell(4, 2), cell(0, 4), cell(2, 4), cell(4, 4));
        assertThat(WorkMap.coarse(CPUS, WAITS, 1).first(1)).containsExactly(cell(0, 0), cell(4, 0), cell(0, 4),
                cell(4, 4));
        assertThat(WorkMap.coarse(List.of(5.0), WAITS, 2).first(2)).hasSize(3);
        assertThat(map.cells()).hasSize(25).doesNotHaveDuplicates();
    }

    private static Map<WorkCell, Leader> leaders(List<WorkCell> cells, Function<WorkCell, Leader> leader) {
        Map<WorkCell, Leader> leaders = new HashMap<>();
        cells.forEach(cell -> leaders.put(cell, leader.apply(cell)));
        return leaders;
    }

    @Test
    void cellsAreAddedHalfwayBetweenNeighboursThatDiffer() {
        WorkMap map = WorkMap.coarse(CPUS, WAITS, 2);
        var leaders = leaders(map.first(2), cell -> cell.cpuMicros() > 500 ? Leader.BASELINE : Leader.OTHER);
        assertThat(map.next(leaders)).containsExactly(cell(3, 0), cell(3, 2), cell(3, 4));
        assertThat(map.next(leaders(map.first(2), cell -> Leader.NOBODY))).isEmpty();
    }

    @Test
    void thoseBetweenTwoLeadersComeFirst() {
        WorkMap map = WorkMap.coarse(CPUS, WAITS, 2);
        var leaders = leaders(map.first(2), cell -> Leader.NOBODY);
        leaders.put(cell(4, 2), Leader.OTHER);
        leaders.put(cell(4, 4), Leader.BASELINE);
        assertThat(map.next(leaders)).containsExactly(cell(4, 3), cell(3, 2), cell(3, 4), cell(4, 1));
    }

    /** Where A leads below a line, the map is refined along that line, and nowhere else. */
    @Test
    void refiningEndsAtTheFinestGrid() {
        WorkMap map = WorkMap.coarse(CPUS, WAITS, 2);
        Function<WorkCell, Leader> truth = cell -> CPUS.indexOf(cell.cpuMicros()) + WAITS.indexOf(cell.waitMillis()) < 4
                ? Leader.BASELINE
                : Leader.OTHER;
        List<WorkCell> measured = new ArrayList<>(map.first(2));
        int stages = 1;
        for (List<WorkCell> next = map.next(leaders(measured, truth)); !next.isEmpty(); stages++) {
            assertThat(measured).doesNotContainAnyElementsOf(next);
            measured.addAll(next);
            next = map.next(leaders(measured, truth));
        }
        assertThat(stages).isBetween(2, 4);
        assertThat(measured).hasSizeLessThan(25).doesNotHaveDuplicates()
                .contains(cell(1, 2), cell(0, 3), cell(3, 0), cell(2, 1));
    }

    @Test
    void aRecipeSaysBothTimes() {
        assertThat(new WorkCell(140, 7.1).recipe()).isEqualTo("cpu 140us, wait 7.1ms");
        assertThat(new WorkCell(2500, 0).recipe()).isEqualTo("cpu 2.5ms");
        assertThat(new WorkCell(1e6, 1500).recipe()).isEqualTo("cpu 1s, wait 1.5s");
    }

    @Test
    void aMapThatCannotBeIsRefused() {
        refused(List.of(), WAITS, List.of(1), "cpuMicros is [], allowed: up to 9 values");
        refused(CPUS.reversed(), WAITS, List.of(1), "cpuMicros is [1000.0, ");
        refused(CPUS, List.of(-1.0), List.of(1), "waitMillis is [-1.0]");
        refused(List.of(Double.NaN), WAITS, List.of(1), "cpuMicros is [NaN]");
        refused(CPUS, WAITS, List.of(), "stages is []");
        refused(CPUS, WAITS, List.of(3, 0), "stages is [3, 0]");
    }

    private static void refused(List<Double> cpus, List<Double> waits, List<Integer> stages, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkMap(cpus, waits, stages))
                .withMessageStartingWith(line);
    }
}
