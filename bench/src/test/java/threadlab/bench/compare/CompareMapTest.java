package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;
import threadlab.bench.verdict.TrialResult;
import threadlab.bench.verdict.TrialSpec;
import threadlab.client.result.Environment;
import threadlab.support.cli.CommandLines;

/** The program with a map, as small as it gets. */
@Tag("process")
class CompareMapTest {
    @TempDir
    private Path folder;

    /** The budget leaves no time for further cells. */
    @Test
    void aMapMeasuresEachCellWithItsOwnWorkAndGoesOnInTheMiddle() throws Exception {
        CompareProcess ended = CompareProcess.small(folder, "--map", "cpu=20us,wait=0..2ms", "--cpu-unit", "400",
                "--budget", "1ms");
        assertThat(ended.status()).as(ended.text()).isZero();
        assertThat(ended.lines()).anyMatch(line -> line.contains("each at 2 cells of a map"))
                .anyMatch(line -> line.matches(" {2}20us +2ms +\\? .* too few rounds"));
        Path data = folder.resolve("lab-report/1/compare.json");
        RunRecord whole = RunFile.read(data);
        assertThat(whole.plan().candidates()).containsExactly("pool:200", "virtual");
        assertThat(whole.trials()).hasSize(6).allMatch(trial -> trial.result().isMeasured())
                .allSatisfy(trial -> assertThat(trial.commands().server()).containsSubsequence("--work",
                        trial.spec().loadPoint().cell().recipe(), "--message", "64", "--cpu-unit", "400"));
        assertThat(whole.trials()).extracting(trial -> trial.spec().loadPoint().cell().waitMillis()).containsExactly(
                0.0,
                0.0, 0.0, 2.0, 2.0, 2.0);
        assertThat(folder.resolve("lab-report/1/report.html")).content().contains("<section class=\"map\"");
        Files.writeString(data, Json.text(whole.with(1, whole.trials().subList(0, 5), List.of())));
        CompareProcess resumed = CompareProcess.run(folder, "--resume");
        assertThat(resumed.status()).as(resumed.text()).isZero();
        assertThat(RunFile.read(data).trials()).hasSize(6)
                .startsWith(whole.trials().subList(0, 5).toArray(Trial[]::new));
    }

    /** The first cells have made-up trials: without a wait the pool is better, with one it is not. */
    @Test
    void aMapAddsACellBetweenNeighboursThatDiffer() throws Exception {
        List<String> arguments = List.of("--map", "cpu=20us,wait=0..20ms", "--cpu-unit", "400", "--sessions", "5",
                "--rounds", "4", "--warmup", "200ms", "--longest-warmup", "200ms", "--duration", "300ms");
        var options = new PlanOptions();
        CommandLines.of(options).parseArgs(arguments.toArray(String[]::new));
        Plan plan = options.plan(options.candidates());
        List<Trial> trials = plan.trials().stream().map(spec -> new Trial(spec, TrialResult.measured(TrialResult.OK,
                null, false, Map.of(Metric.RATE, 100, Metric.CPU, 1 + 0.01 * spec.round() + madeUp(spec))),
                new Trial.Commands(List.of(), List.of()))).toList();
        Path data = folder.resolve("compare.json");
        Files.writeString(data, Json.text(new RunRecord(RunRecord.SCHEMA,
                new RunRecord.Invocation("./lab compare", arguments, "2026-11-28T12:00:00Z", 1),
                new RunRecord.Setup(Environment.here(), "none", List.of(), null), plan, trials, List.of())));
        Process process = CompareProcess.start(folder, Map.of(), "--resume", data.toString());
        await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive()
                || RunFile.read(data).trials().size() > trials.size());
        process.toHandle().destroy();
        String said = CompareProcess.ended(process).text();
        RunRecord run = RunFile.read(data);
        assertThat(run.plan().map().stages()).as(said).containsExactly(3, 1);
        assertThat(run.trials()).startsWith(trials.toArray(Trial[]::new));
        assertThat(run.trials().getLast()).returns(trials.size() + 1, trial -> trial.spec().number())
                .extracting(trial -> trial.commands().server()).asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("cpu 20us, wait 2.1ms");
    }

    private static double madeUp(TrialSpec spec) {
        boolean isWorse = spec.loadPoint().cell().waitMillis() == 0;
        return spec.candidate().equals("virtual") ? (isWorse ? 9 : 2) : 5;
    }
}
