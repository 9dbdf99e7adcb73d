package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.process.CpuGroup;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.ServerSetup;

/** Runs whose servers may use a part of the CPUs. */
@Timeout(120)
@Tag("process")
class CpuLimitTest {
    @TempDir
    private Path folder;

    @Test
    void aServerWithHalfACpuIsHeldBackAndItsJvmSeesOneCpu() throws Exception {
        assumeGroupsCanBeMade();
        Path out = folder.resolve("out");
        CompareProcess run = CompareProcess.small(folder, "--thread-model", "virtual", "--cpus", "0.5", "--out",
                out.toString(), "--duration", "1s");
        RunRecord record = RunFile.read(out.resolve("compare.json"));
        assertThat(record.setup().servers()).singleElement().returns("virtual@0.5cpu", ServerSetup::candidate)
                .returns(0.5, ServerSetup::cpus).extracting(ServerSetup::jvm)
                .returns(1, ServerSetup.Jvm::processors).returns(1, ServerSetup.Jvm::parallelism);
        assertThat(record.trials()).as(run.text()).isNotEmpty()
                .allSatisfy(trial -> assertThat(Metric.THROTTLED.of(trial)).isNotNull())
                .anySatisfy(trial -> assertThat(Metric.CPU.of(trial)).isPositive());
        assertNoGroupIsLeft(record);
    }

    /** Ctrl-C ends a run the same way. */
    @Test
    void aRunThatIsInterruptedLeavesNoControlGroup() throws Exception {
        assumeGroupsCanBeMade();
        Path data = folder.resolve("out").resolve("compare.json");
        Process process = CompareProcess.start(folder, Map.of(), CompareProcess.smallWith("--thread-model", "virtual",
                "--cpus", "1", "--rounds", "1000", "--out", data.getParent().toString()));
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(data)
                && !RunFile.read(data).trials().isEmpty());
        process.toHandle().destroy();
        CompareProcess.ended(process);
        assertNoGroupIsLeft(RunFile.read(data));
    }

    private static void assumeGroupsCanBeMade() throws InterruptedException {
        IOException problem = null;
        try (CpuGroup half = CpuGroup.of(0.5)) {
            assertThat(half.entering()).isNotEmpty();
        } catch (IOException e) {
            problem = e;
        }
        assumeThat(problem).as("a control group with a CPU quota can be made here").isNull();
    }

    private static void assertNoGroupIsLeft(RunRecord record) {
        assertThat(record.trials()).isNotEmpty().allSatisfy(trial -> assertThat(trial.commands().server())
                .filteredOn(word -> word.endsWith("/cgroup.procs")).singleElement()
                .satisfies(procs -> assertThat(Path.of(procs).getParent()).doesNotExist()));
    }
}
