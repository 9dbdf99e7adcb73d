package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.bench.peers.NettyTransport;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Measurements;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Trial;
import threadlab.server.ThreadModel;
import threadlab.server.cli.EchoServerMain;

/** One real trial, and servers that misbehave: each must end as a FAILED trial that says why. */
class TrialRunnerTest {
    private static final CpuAffinity UNPINNED = new CpuAffinity(null, null, "of the test");
    @TempDir
    private Path scratch;

    private static final Plan PLAN = new Plan(List.of("virtual-tuned"), "twin", List.of(LoadPoint.of(20)), 1, 0.2, 0.4,
            0.5,
            20);

    private TrialRunner runner;

    @AfterEach
    void end() {
        runner.close();
    }

    @Test
    void aTrialTellsWhatServerAndLoadDid() throws Exception {
        Trial trial = runner(Candidate.ours(ThreadModel.VIRTUAL_TUNED))
                .run(new Plan.Step(7, 2, "virtual-tuned", LoadPoint.of(20)));
        assertThat(trial).returns(7, Trial::number).returns(2, Trial::round).returns("virtual-tuned",
                Trial::contestant);
        if (trial.reason() == null) {
            assertThat(trial.outcome()).isEqualTo(Trial.OK);
        } else { // others took this machine's CPU away, which an honest trial can do nothing about
            assertThat(trial).returns("DEGRADED", Trial::outcome);
            assertThat(trial.reason()).startsWith("stolen CPU: ");
        }
        Measurements figures = trial.figures();
        assertThat(figures.echoes()).isPositive().isLessThanOrEqualTo(figures.totalEchoes());
        assertThat(figures.latencyMicros().p50()).isPositive().isLessThanOrEqualTo(figures.latencyMicros().max());
        assertThat(figures.loadCpuMicrosPerEcho()).isPositive();
        assertThat(figures.server().startDelayMaxMillis()).isPositive();
        assertThat(figures.newcomerMaxMillis()).isPositive();
        assertThat(figures.firstEchoMaxMillis()).isPositive();
        assertThat(figures.fairness()).isBetween(0.0, 1.0);
        assertThat(figures.warmupSeconds()).isPositive();
        assertThat(trial.serverCommand()).contains("threadlab.server.cli.EchoServerMain", "virtual-tuned");
        assertThat(trial.loadCommand()).contains("threadlab.bench.compare.LoadProcess");
    }

    /** All of its bytes are verified, as ours are. */
    @ParameterizedTest
    @EnumSource(NettyTransport.class)
    void aPeerEchoesWhatItIsSent(NettyTransport transport) throws Exception {
        assumeThat(NettyTransport.problemOf(transport.toString())).isEmpty();
        Candidate peer = Candidate.peer(transport.toString());
        Trial trial = runner(peer).run(new Plan.Step(1, 1, transport.toString(), LoadPoint.of(20)));
        assertThat(trial.endedWell()).as(trial.reason()).isTrue();
        assertThat(trial.failures()).isEmpty();
        assertThat(trial.figures().echoes()).isPositive();
    }

    @Test
    void aServerThatIsToldItsPortHasStartedWhenItAcceptsThere() throws Exception {
        var told = Candidate.java(EchoServerMain.class, "--port", "{port}");
        Trial trial = runner(other(told)).run(step());
        assertThat(trial.endedWell()).as(trial.reason()).isTrue();
        assertThat(trial.serverCommand()).contains("{port}");
    }

    @Test
    void aServerThatIsToldItsPortAndEndsWithoutListeningThere() throws Exception {
        assertThat(reason("echo cannot use {port}; exit 4")).matches("the server did not start: cannot use \\d+");
    }

    @Test
    void whatAServerSaysBeforeItListensDoesNotMatter() throws Exception {
        assertThat(reason("echo 'a warning'; echo 'listening on 127.0.0.1:1 (none)'; echo bye; exit 9"))
                .isEqualTo("the server ended with status 9, its last line: bye");
    }

    @Test
    void aServerThatDoesNotStart() throws Exception {
        assertThat(reason("echo 'error: no luck today'; exit 1"))
                .isEqualTo("the server did not start: error: no luck today");
    }

    @Test
    void aServerThatSaysNothingAndEnds() throws Exception {
        assertThat(reason("exit 3")).isEqualTo("the server did not start: it said nothing");
    }

    @Test
    void aServerWhoseCommandDoesNotExist() throws Exception {
        Trial trial = runner(other(List.of("/no/such/server"))).run(step());
        assertThat(trial.outcome()).isEqualTo(Trial.FAILED);
        assertThat(trial.reason()).contains("/no/such/server");
    }

    @Test
    void aServerThatDiesInTheTrialTellsItsStatusAndLastLine() throws Exception {
        assertThat(reason("echo 'listening on 127.0.0.1:1 (none)'; echo 'out of luck'; exit 9"))
                .isEqualTo("the server ended with status 9, its last line: out of luck");
    }

    @Test
    void whatAServerSaysLastCommandsNoTerminal() throws Exception {
        assertThat(reason("printf '\\033[2J\\302\\233\\342\\200\\256boo\\007\\n'; exit 3"))
                .isEqualTo("the server did not start: \\u{1b}[2J\\u{9b}\\u{202e}boo\\u{7}");
    }

    @Test
    void aServerThatPrintsWithoutEndIsFollowedToItsEnd() throws Exception {
        assertThat(reason("head -c 20000000 /dev/zero | tr '\\0' x; exit 3"))
                .startsWith("the server did not start: xxx")
                .hasSizeLessThan(3000);
    }

    @Test
    void aServerThatListensNowhere() throws Exception {
        assertThat(reason("echo 'listening on 127.0.0.1:1 (none)'; exec sleep 60")).contains("Connection refused");
    }

    /** Killed in the middle of the load, as somebody else may do. */
    @Test
    void aServerThatIsKilledInTheTrialIsAFailedTrialThatSaysSo() throws Exception {
        Trial trial = runner(Candidate.ours(ThreadModel.VIRTUAL_TUNED)).run(step(), new TrialRunner.Lens() {
            @Override
            public void started(long pid) {
                CompletableFuture.delayedExecutor(1200, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                        .execute(() -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            }
        }).trial();
        assertThat(trial).returns(Trial.FAILED, Trial::outcome).returns(null, Trial::figures);
        assertThat(trial.reason()).startsWith("the server ended with status 137, its last line: listening on");
    }

    @Test
    void aLoadThatIsKilledInTheTrialIsAFailedTrialThatSaysSo() throws Exception {
        Trial trial = runner(Candidate.ours(ThreadModel.VIRTUAL_TUNED)).run(step(), new TrialRunner.Lens() {
            @Override
            public void started(long pid) {
                Thread.startVirtualThread(() -> {
                    await().until(() -> load(pid).isPresent());
                    load(pid).ifPresent(ProcessHandle::destroyForcibly);
                });
            }
        }).trial();
        assertThat(trial).returns(Trial.FAILED, Trial::outcome).returns(null, Trial::figures).returns(
                "the load ended with status 137", Trial::reason);
        assertThat(runner.run(step()).endedWell()).as("the next trial has a load of its own").isTrue();
    }

    /** The other child that this JVM has. */
    private static Optional<ProcessHandle> load(long server) {
        return ProcessHandle.current().children().filter(child -> child.pid() != server).findFirst();
    }

    @Test
    void aServerThatSpeaksTlsIsLoadedOverTlsAndItsPasswordIsOnNoCommandLine() throws Exception {
        Candidate contestant = Candidate.ours(ThreadModel.VIRTUAL_TUNED).overTls().named("virtual-tuned");
        Trial trial = runner(contestant).run(step());
        assertThat(trial.reason()).isNull();
        assertThat(trial.figures().echoes()).isPositive();
        String password = Files.readString(scratch.resolve("password"));
        assertThat(trial.serverCommand()).contains("--tls", scratch.resolve("server.p12").toString())
                .noneMatch(word -> word.contains(password));
    }

    private TrialRunner runner(Candidate contestant) throws Exception {
        runner = new TrialRunner(PLAN, UNPINNED, List.of(contestant), scratch);
        return runner;
    }

    private static Candidate other(List<String> command) {
        return new Candidate("virtual-tuned", command, List.of(), false, false);
    }

    private String reason(String script) throws Exception {
        Trial trial = runner(other(List.of("sh", "-c", script))).run(step());
        assertThat(trial).returns(Trial.FAILED, Trial::outcome).returns(null, Trial::figures);
        return trial.reason();
    }

    private static Plan.Step step() {
        return new Plan.Step(1, 1, "virtual-tuned", LoadPoint.of(20));
    }
}
