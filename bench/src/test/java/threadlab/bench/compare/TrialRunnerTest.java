package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.cli.ShellWords;
import threadlab.bench.peers.NettyTransport;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Trial;
import threadlab.bench.verdict.TrialResult;
import threadlab.bench.verdict.TrialSpec;
import threadlab.bench.verdict.TrialTiming;
import threadlab.bench.verdict.WorkTimes;
import threadlab.server.ModelName;
import threadlab.server.ThreadModel;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.ChildProcesses;

/** One real trial, and servers that misbehave: each must end as a FAILED trial that says why. */
@Tag("process")
class TrialRunnerTest {
    private static final CpuAffinity UNPINNED = CpuAffinity.none("of the test");
    @TempDir
    private Path scratch;

    private static final Plan PLAN = new Plan(List.of("virtual-tuned"), "control", List.of(LoadPoint.of(20)), 1,
            new TrialTiming(0.2, 0.4, 1), 20, null);

    private static final String LISTENING = "echo '{\"event\":\"listening\",\"host\":\"127.0.0.1\",\"port\":1,"
            + "\"threadModel\":\"none\",\"tls\":false,\"pid\":1}'";

    private TrialRunner runner;

    @AfterEach
    void end() {
        runner.close();
    }

    @Test
    void aTrialTellsWhatServerAndLoadDid() throws Exception {
        var spec = new TrialSpec(7, 2, "virtual-tuned", LoadPoint.of(20));
        Trial trial = runner(Candidate.ours(ModelName.of(ThreadModel.VIRTUAL_TUNED))).run(spec);
        assertThat(trial.spec()).isEqualTo(spec);
        assertThat(trial.result().work()).isNull();
        if (trial.result().reason() == null) {
            assertThat(trial.result().outcome()).isEqualTo(TrialResult.OK);
        } else { // others took this machine's CPU away, which no trial can prevent
            assertThat(trial.result().outcome()).isEqualTo(TrialResult.DEGRADED);
            assertThat(trial.result().reason()).startsWith("stolen CPU: ");
        }
        assertThat(List.of(Metric.ECHOES, Metric.RESPONSE_TIME_P50, Metric.SERVICE_TIME_P999, Metric.LOAD_CPU_PER_ECHO,
                Metric.START_LATENCY_MAX, Metric.PROBE_WAIT_MAX, Metric.FIRST_ECHO, Metric.WARMUP))
                .allSatisfy(metric -> assertThat(metric.of(trial)).as(metric.key()).isPositive());
        assertThat(Metric.ECHOES.of(trial)).isLessThanOrEqualTo(Metric.TOTAL_ECHOES.of(trial));
        assertThat(Metric.RESPONSE_TIME_P50.of(trial)).isLessThanOrEqualTo(Metric.RESPONSE_TIME_MAX.of(trial));
        assertThat(Metric.FAIRNESS.of(trial)).isBetween(0.0, 1.0);
        assertThat(trial.commands().server()).contains("threadlab.server.cli.EchoServerMain", "virtual-tuned");
        assertThat(trial.commands().load()).contains("threadlab.bench.compare.LoadProcess");
    }

    /** Twenty sessions for four places: about four messages hold one, and the others wait. */
    @Test
    void aServerWithWorkTellsWhereTheTimeWent() throws Exception {
        Candidate candidate = Candidate.ours(ModelName.of(ThreadModel.VIRTUAL_PER_REQUEST)).named("virtual-tuned")
                .with(List.of("--work", "cpu 50us, pool 4 { wait 2ms }", "--cpu-unit", "1"));
        Trial trial = runner(candidate).run(new TrialSpec(1, 1, "virtual-tuned", LoadPoint.of(20)));
        assertThat(trial.result().isMeasured()).as(trial.result().reason()).isTrue();
        WorkTimes work = trial.result().work();
        assertThat(work.stages()).extracting(WorkTimes.Stage::stage).containsExactly("cpu", "wait", "pool");
        assertThat(work.stages().getFirst().askedMicros()).isCloseTo(50, within(1e-3));
        assertThat(work.stages().get(1).hadMicros()).isGreaterThanOrEqualTo(2_000);
        assertThat(work.stages().get(2).waitedMicros()).isPositive();
        assertThat(work.threadWaitMicros()).isPositive();
        assertThat(work.inWorkMost()).isBetween(5.0, 21.0); // a probe session may be among them
        assertThat(work.inWorkMean()).isBetween(1.0, 21.0);
        assertThat(work.cpuSpeed()).as("of a unit that is far too small").isGreaterThan(2);
    }

    /** All of its bytes are verified, as ours are. */
    @ParameterizedTest
    @EnumSource(NettyTransport.class)
    void aPeerEchoesWhatItIsSent(NettyTransport transport) throws Exception {
        assumeThat(NettyTransport.problemOf(transport.toString())).isEmpty();
        Candidate peer = Candidate.peer(transport.toString());
        Trial trial = runner(peer).run(new TrialSpec(1, 1, transport.toString(), LoadPoint.of(20)));
        assertThat(trial.result().isMeasured()).as(trial.result().reason()).isTrue();
        assertThat(trial.result().failures()).isEmpty();
        assertThat(Metric.ECHOES.of(trial)).isPositive();
        assertThat(Metric.CARRIERS.of(trial)).as("it tells none").isNull();
    }

    @Test
    void aServerThatIsToldItsPortHasStartedWhenItAcceptsThere() throws Exception {
        var told = ChildProcesses.javaCommand(List.of(), EchoServerMain.class, "--port", "{port}");
        Trial trial = runner(other(told)).run(spec());
        assertThat(trial.result().isMeasured()).as(trial.result().reason()).isTrue();
        assertThat(trial.commands().server()).contains("{port}");
    }

    /** As a wrapper does, or a server that forks. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void allProcessesOfAServerCountAndNoneIsLeft() throws Exception {
        List<ProcessHandle> forked = new ArrayList<>();
        Trial trial = runner(Candidate.peer("virtual-tuned=" + told() + "; exit 3")).run(spec(), new Instrumentation() {
            @Override
            public void started(long pid) {
                ProcessHandle.of(pid).ifPresent(shell -> shell.descendants().forEach(forked::add));
            }
        }).trial();
        assertThat(trial.result().isMeasured()).as(trial.result().reason()).isTrue();
        assertThat(Metric.CPU.of(trial)).as("of a JVM behind a shell").isGreaterThan(1);
        assertThat(Metric.RESIDENT.of(trial)).isGreaterThan(20e6);
        assertThat(Metric.THREADS.of(trial)).isGreaterThan(10);
        assertThat(forked).isNotEmpty();
        await().untilAsserted(() -> assertThat(forked).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void aServerThatIsNotTheOneThatServesHasNoCpuPerEcho() throws Exception {
        Trial trial = runner(Candidate.peer("virtual-tuned=(" + told() + " &); exec sleep 60")).run(spec());
        assertThat(Metric.CPU.of(trial)).isNull();
        assertThat(trial.result().isMeasured() ? "few" : trial.result().reason()).matches(
                "few|the server's process used no CPU time for [\\d,]+ echoes: another one serves, .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAB=1 ", "cd / && ", "exec "})
    void aCommandIsWhateverAShellTakes(String start) throws Exception {
        Trial trial = runner(Candidate.peer("virtual-tuned=" + start + told())).run(spec());
        assertThat(trial.result().isMeasured()).as(trial.result().reason()).isTrue();
    }

    /** A command of a server that is told its port. */
    private static String told() {
        List<String> words = ChildProcesses.javaCommand(List.of(), EchoServerMain.class, "--port", "PORT");
        return ShellWords.of(words.getFirst(), words.get(1), words.subList(2, words.size())).replace("PORT", "{port}");
    }

    @Test
    void aServerThatDoesNotStart() throws Exception {
        assertThat(reason("echo cannot use {port}; exit 4"))
                .matches("the server did not start: the server ended with status 4: cannot use \\d+");
    }

    @Test
    void aServerWhoseCommandDoesNotExist() throws Exception {
        Trial trial = runner(other(List.of("/no/such/server"))).run(spec());
        assertThat(trial.result().outcome()).isEqualTo(TrialResult.FAILED);
        assertThat(trial.result().reason()).contains("/no/such/server");
    }

    @Test
    void aServerThatDiesInTheTrialTellsItsStatusAndWhatItPrinted() throws Exception {
        assertThat(reason(LISTENING + "; echo 'out of luck' >&2; exit 9"))
                .isEqualTo("the server ended with status 9: out of luck");
    }

    @Test
    void aServerThatListensNowhere() throws Exception {
        assertThat(reason(LISTENING + "; exec sleep 60")).contains("Connection refused");
    }

    /** Killed in the middle of the load, as somebody else may do. */
    @Test
    void aServerThatIsKilledInTheTrialIsAFailedTrialThatSaysSo() throws Exception {
        Trial trial = runner(Candidate.ours(ModelName.of(ThreadModel.VIRTUAL_TUNED)))
                .run(spec(), new Instrumentation() {
                    @Override
                    public void started(long pid) {
                        CompletableFuture.delayedExecutor(1200, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                                .execute(() -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
                    }
                }).trial();
        assertThat(trial.result()).returns(TrialResult.FAILED, TrialResult::outcome).returns(Map.of(),
                TrialResult::metrics);
        assertThat(trial.result().reason()).isEqualTo("the server ended with status 137");
    }

    @Test
    void aLoadThatIsKilledInTheTrialIsAFailedTrialThatSaysSo() throws Exception {
        Trial trial = runner(Candidate.ours(ModelName.of(ThreadModel.VIRTUAL_TUNED)))
                .run(spec(), new Instrumentation() {
                    @Override
                    public void started(long pid) {
                        Thread.startVirtualThread(() -> {
                            await().until(() -> load(pid).isPresent());
                            load(pid).ifPresent(ProcessHandle::destroyForcibly);
                        });
                    }
                }).trial();
        assertThat(trial.result()).returns(TrialResult.FAILED, TrialResult::outcome)
                .returns(Map.of(), TrialResult::metrics).returns(
                        "the load ended with status 137", TrialResult::reason);
        assertThat(runner.run(spec()).result().isMeasured()).as("the next trial has a load of its own").isTrue();
    }

    /** The other child that this JVM has. */
    private static Optional<ProcessHandle> load(long server) {
        return ProcessHandle.current().children().filter(child -> child.pid() != server).findFirst();
    }

    @Test
    void aServerThatSpeaksTlsIsLoadedOverTlsAndItsPasswordIsOnNoCommandLine() throws Exception {
        Candidate candidate = Candidate.ours(ModelName.of(ThreadModel.VIRTUAL_TUNED)).withTls().named("virtual-tuned");
        Trial trial = runner(candidate).run(spec());
        assertThat(trial.result().isMeasured()).as(trial.result().reason()).isTrue();
        assertThat(trial.result().failures()).isEmpty();
        assertThat(Metric.ECHOES.of(trial)).isPositive();
        String password = Files.readString(scratch.resolve("password"));
        assertThat(trial.commands().server()).contains("--tls", scratch.resolve("server.p12").toString())
                .noneMatch(word -> word.contains(password));
    }

    private TrialRunner runner(Candidate candidate) throws Exception {
        runner = new TrialRunner(PLAN, UNPINNED, List.of(candidate), scratch);
        return runner;
    }

    private static Candidate other(List<String> command) {
        return new Candidate("virtual-tuned", null, command, false, null);
    }

    private String reason(String script) throws Exception {
        Trial trial = runner(other(List.of("sh", "-c", script))).run(spec());
        assertThat(trial.result()).returns(TrialResult.FAILED, TrialResult::outcome).returns(Map.of(),
                TrialResult::metrics);
        return trial.result().reason();
    }

    /** With a load that leaves the CPUs to others. */
    private static TrialSpec spec() {
        return new TrialSpec(1, 1, "virtual-tuned", LoadPoint.of(20).at(1_000));
    }
}
