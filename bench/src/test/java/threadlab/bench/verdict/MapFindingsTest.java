package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.bench.input.RecordReader;
import threadlab.bench.verdict.MapFindings.CellFinding;
import tools.jackson.jr.ob.JSON;

class MapFindingsTest {

    private static MapFindings map(RunRecord run) {
        return MapFindings.of(Analysis.of(run)).orElseThrow();
    }

    private static String answer(RunRecord run) {
        return Report.of(run).findings().headline().getFirst();
    }

    /** Virtual threads are better where a message waits, and worse where it computes much and does not wait. */
    private static double bothWin(WorkCell cell) {
        return cell.waitMillis() > 0 ? 6 : cell.cpuMicros() > 500 ? 15 : 10;
    }

    @Test
    void aCellSaysWhoIsBetterOrThatNobodyIs() {
        MapFindings map = map(Runs.map(MapFindingsTest::bothWin));
        assertThat(map.metric()).isEqualTo(Metric.CPU);
        assertThat(map.cells()).extracting(CellFinding::leader).containsExactly(Leader.NOBODY, Leader.NOBODY,
                Leader.BASELINE, Leader.OTHER, Leader.OTHER, Leader.OTHER, Leader.OTHER, Leader.OTHER, Leader.OTHER);
        assertThat(map.cells()).extracting(map::mark).containsExactly("=", "=", "A", "B", "B", "B", "B", "B", "B");
    }

    @Test
    void theAnswerSaysAtWhichWorkWhoIsBetter() {
        assertThat(answer(Runs.map(MapFindingsTest::bothWin))).isEqualTo("With 500 sessions, virtual threads need less "
                + "CPU per echo than platform threads in 6 of 9 cells, at wait 7.1ms to 50ms; platform threads need "
                + "less CPU per echo in 1 of 9 cells, at cpu 1ms and wait 0; no difference is shown in 2 of 9 cells.");
        assertThat(answer(Runs.map(cell -> 5))).endsWith("in all of 9 cells.");
        assertThat(answer(Runs.map(cell -> 10))).isEqualTo("With 500 sessions, no difference between virtual threads "
                + "and platform threads is shown in any of 9 cells.");
        assertThat(answer(Runs.map(cell -> cell.cpuMicros() / 10 + cell.waitMillis() > 100 ? 20 : 10)))
                .contains("in 2 of 9 cells, at cpu 1ms and wait 7.1ms to 50ms");
    }

    @Test
    void cellsThatAreNotARectangleAreWithinOne() {
        assertThat(answer(Runs.map(cell -> (cell.cpuMicros() > 500) == (cell.waitMillis() > 20) ? 20 : 10)))
                .contains("platform threads need less CPU per echo than virtual threads in 5 of 9 cells;");
    }

    @Test
    void theHighestRateIsWhatCountsIfItWasLookedFor() {
        RunRecord run = Runs.map(cell -> 10);
        Plan plan = Runs.looking(run.plan());
        List<Trial> trials = run.trials().stream().map(trial -> Runs.trial(trial.spec(), trial.result().with(
                Runs.capacity(trial.spec().candidate().equals("virtual") ? 800 : 400 * Runs.noise(trial.spec().round()),
                        false))))
                .toList();
        RunRecord looked = run.with(plan).with(0, trials, List.of());
        assertThat(map(looked).metric()).isEqualTo(Metric.CAPACITY);
        assertThat(answer(looked)).contains("virtual threads carry more load than platform threads at p99 <= 200 ms in "
                + "all of 9 cells");
    }

    @Test
    void theTableHasARowForEachCell() {
        Report report = Report.of(Runs.map(MapFindingsTest::bothWin));
        assertThat(report.text(80)).containsPattern("\n {2}cpu +wait +ratio +interval +verdict\n")
                .containsPattern("\n {2}1ms +0 +A +1.50 +1.4\\d to 1.5\\d +50 % more\n")
                .containsPattern("\n {2}100us +0 +=  ").contains("A: platform needs less CPU per echo.");
        assertThat(report.text(80).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(report.markdown()).contains("| 1ms | 0 | A | 1.50 |", "**With 500 sessions, virtual threads");
    }

    @Test
    void aCellWithoutARatioSaysSo() {
        RunRecord run = Runs.map(cell -> 10);
        WorkCell failing = run.plan().loadPoints().getFirst().cell();
        List<Trial> trials = run.trials().stream().map(trial -> failing.equals(trial.spec().loadPoint().cell())
                ? Runs.trial(trial.spec(), Runs.failed(1, "virtual", 1, "gone").result())
                : trial).toList();
        assertThat(Report.of(run.with(0, trials, List.of())).text(80)).contains("no ratio");
        assertThat(answer(run.with(0, List.of(), List.of()))).startsWith("There is no answer");
    }

    /** What a cell shows is not changed by a cell that is added. */
    @Test
    void allCellsOfTheFinestGridCountForTheIntervalsFromTheBeginning() {
        RunRecord coarse = Runs.map(MapFindingsTest::bothWin);
        RunRecord refined = Runs.refined(coarse, MapFindingsTest::bothWin);
        assertThat(refined.plan().loadPoints()).hasSizeGreaterThan(9);
        assertThat(map(refined).cells()).containsAll(map(coarse).cells());
    }

    @Test
    void theTrialsOfAStageComeAfterThoseBeforeAndKeepTheirNumbers() {
        RunRecord coarse = Runs.map(MapFindingsTest::bothWin);
        List<WorkCell> next = map(coarse).next();
        assertThat(next).isNotEmpty();
        Plan grown = coarse.plan().withStage(next);
        List<TrialSpec> before = coarse.plan().trials();
        assertThat(grown.trials().subList(0, before.size())).isEqualTo(before);
        assertThat(grown.trials().get(before.size())).returns(before.size() + 1, TrialSpec::number)
                .returns(1, TrialSpec::round);
        assertThat(coarse.isComplete()).isTrue();
        assertThat(coarse.with(grown).due()).hasSize(next.size() * 3).allMatch(spec -> spec.round() == 1);
    }

    /** A run that is read from its file goes on with the trial at which it was cut off. */
    @Test
    void aFileHasAllThatARunNeedsToGoOn() {
        RunRecord refined = Runs.refined(Runs.map(MapFindingsTest::bothWin), MapFindingsTest::bothWin);
        RunRecord cut = refined.with(0, refined.trials().subList(0, refined.trials().size() - 4), List.of());
        RunRecord read = RecordReader.of(RunRecord.class, JSON.std.anyFrom(Json.text(cut)));
        assertThat(read).isEqualTo(cut);
        assertThat(read.due()).hasSize(4).isEqualTo(cut.due());
    }

    @Test
    void whatThereWasNoTimeForIsTold() {
        assertThat(Report.of(Runs.map(MapFindingsTest::bothWin)).findings().details())
                .anyMatch(sentence -> sentence.contains("had no time for 4 further cells"));
        assertThat(Report.of(Runs.map(cell -> 10)).findings().details())
                .noneMatch(sentence -> sentence.contains("further cell"));
    }

    @Test
    void aPlanThatIsNoMapOfItsLoadsIsRefused() {
        Plan plan = Runs.map(cell -> 10).plan();
        List<LoadPoint> loads = plan.loadPoints();
        refused(plan, loads.subList(1, 9), "stages is [9], allowed: as many cells as there are loads, which are 8");
        refused(plan, replaced(loads, LoadPoint.of(500)), "cell is null");
        refused(plan, replaced(loads, LoadPoint.of(500).with(new WorkCell(1, 1))), "cell is WorkCell[cpuMicros=1.0");
        refused(plan, replaced(loads, LoadPoint.of(400).with(loads.getFirst().cell())), "loads is [500, 400]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(List.of("a", "b", "c"), "again", loads, 5,
                plan.timing(), 20, null, null, plan.map())).withMessage("candidates is [a, b, c], allowed: two with a "
                        + "map");
        assertThatIllegalArgumentException().as("its finest grid counts").isThrownBy(() -> new Plan(plan.candidates(),
                "again", loads, 300, plan.timing(), 20, null, null, plan.map())).withMessageStartingWith("trials is "
                        + 300 * 25 * 3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(List.of("a"), "again", loads, 5, plan.timing(),
                20, null)).withMessageStartingWith("cell is ");
    }

    private static List<LoadPoint> replaced(List<LoadPoint> loads, LoadPoint last) {
        List<LoadPoint> others = new ArrayList<>(loads);
        others.set(loads.size() - 1, last);
        return others;
    }

    private static void refused(Plan plan, List<LoadPoint> loads, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> plan.with(loads)).withMessageStartingWith(line);
    }
}
