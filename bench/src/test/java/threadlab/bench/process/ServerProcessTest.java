package threadlab.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.bench.BriefJvm;
import threadlab.bench.soak.ComplainingServer;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.control.CpuUnit;
import threadlab.support.control.Listening;
import threadlab.support.control.ServerCounters;

/** Real servers, and scripts that behave as no server should. */
@Timeout(60)
@Tag("process")
class ServerProcessTest {
    private static final String LISTENING = "echo '{\"event\":\"listening\",\"host\":\"127.0.0.1\",\"port\":1,"
            + "\"threadModel\":\"none\",\"tls\":false,\"pid\":1}'; ";

    private final List<ServerProcess> servers = new ArrayList<>();

    @AfterEach
    void end() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void itAnswersUntilItIsStopped() throws Exception {
        ServerProcess server = start(ours(EchoServerMain.class));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("hello".getBytes());
            assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
            assertThat(server.counters()).returns(1, ServerCounters::open).returns(1L, ServerCounters::accepted)
                    .returns(Map.of(), ServerCounters::closed);
            assertThat(server.memory().liveHeapBytes()).isBetween(100_000L, 100_000_000L);
            assertThat(server.memory().virtualThreads()).isPositive();
            assertThat(server.counters().work()).isNull();
            assertThat(server.cpuUnit()).returns(null, CpuUnit::given);
            assertThat(server.memory().directBytes()).isNotNull();
        }
        await().untilAsserted(
                () -> assertThat(server.counters().closed()).isEqualTo(Map.of("end-of-stream", 1L)));
        assertThat(server.earlyEnd()).isEmpty();
        assertThat(server.stop()).isEmpty();
        assertThat(ProcessHandle.of(server.pid())).isEmpty();
        assertThat(server.stopped().orElseThrow().counters().startLatency().sessions()).isOne();
    }

    @Test
    void anErrorThatTheServerPrintsIsReturned() throws Exception {
        assertThat(start(ours(ComplainingServer.class)).stop())
                .contains("the server ended with status 0: something was odd\\u{1b}[2J\\u{202e}");
    }

    @Test
    void optionsThatAJvmTakesFromTheEnvironmentAreNoComplaint() throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "JAVA_TOOL_OPTIONS=-Da=1", "JDK_JAVA_OPTIONS=-Db=2",
                "_JAVA_OPTIONS=-Dc=3"));
        command.addAll(ours(EchoServerMain.class));
        assertThat(start(command).stop()).isEmpty();
        command.set(command.indexOf(EchoServerMain.class.getName()), ComplainingServer.class.getName());
        assertThat(start(command).stop()).as("its own").get().asString().contains("something was odd");
    }

    @Test
    void aProcessThatDoesNotStopIsKilled() throws Exception {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; " + LISTENING + "while :; do sleep 0.05; done")
                .start();
        try (ControlledProcess server = ControlledProcess.of("the server", deaf)) {
            server.next(Listening.class, Duration.ofMinutes(1));
            assertThat(server.stop(Duration.ofMillis(100))).get().asString().contains("did not stop");
            assertThat(deaf.exitValue()).isEqualTo(128 + 9);
        }
    }

    @Test
    void theReasonOfAJvmThatCannotStartIsInItsSecondLine() {
        assertThatIOException().isThrownBy(() -> start(List.of("sh", "-c",
                "echo 'Error occurred during initialization of VM' >&2; echo 'two collectors' >&2; exit 1")))
                .withMessageEndingWith("ended with status 1: two collectors");
    }

    @Test
    void theReasonOfAServerThatCannotListenIsItsOwn() {
        List<String> command = new ArrayList<>(ours(EchoServerMain.class));
        command.addAll(List.of("--host", "no-such-host.invalid"));
        assertNotStarted("unknown host no-such-host.invalid", command);
    }

    @Test
    void aProgramThatIsNoServerIsToldByItsFirstLine() {
        assertThatIOException().isThrownBy(() -> start(ours(ServerProcessTest.class)))
                .withMessageStartingWith("the server did not start: the server ended with status 1: ")
                .withMessageContaining(ServerProcessTest.class.getName());
    }

    @Test
    void aServerThatSaysNothingAndEnds() {
        assertNotStarted("the server ended with status 3", script("exit 3"));
    }

    @Test
    void aServerThatReportsNoJson() {
        assertNotStarted("the server reported something malformed: it is not JSON, or not whole",
                script("echo '{\"event\":'; exec sleep 60"));
    }

    @Test
    void aServerThatReportsNoPort() {
        assertNotStarted("the server reported something malformed: port is missing",
                script("echo '{\"event\":\"listening\",\"host\":\"127.0.0.1\"}'; exec sleep 60"));
    }

    @Test
    void otherEventsAndLinesThatAreNoEventsAreSkipped() throws Exception {
        ServerProcess server = start(
                script("echo 'a warning of the JVM'; echo '{\"event\":\"stats\"}'; " + LISTENING + "exit 9"));
        assertThat(server.port()).isOne();
        await().untilAsserted(
                () -> assertThat(server.earlyEnd()).contains("the server ended with status 9: a warning of the JVM"));
        for (int i = 0; i < 2; i++) {
            assertThatIOException().isThrownBy(server::counters)
                    .withMessage("the server ended with status 9: a warning of the JVM");
        }
        assertThat(server.stopped()).isEmpty();
    }

    @Test
    void whatAServerPrintsCommandsNoTerminal() {
        assertNotStarted("the server ended with status 3: \\u{1b}[2J\\u{9b}\\u{202e}boo\\u{7}",
                script("printf '\\033[2J\\302\\233\\342\\200\\256boo\\007\\n' >&2; exit 3"));
        assertNotStarted("\\u{1b}[2J",
                script("echo '{\"event\":\"failed\",\"reason\":\"\\u001b[2J\"}'; exec sleep 60"));
    }

    @Test
    void aServerThatPrintsWithoutEndIsFollowedToItsEnd() {
        assertThatIOException()
                .isThrownBy(() -> start(script("head -c 20000000 /dev/zero | tr '\\0' x >&2; exit 3")))
                .withMessageStartingWith("the server did not start: the server ended with status 3: xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(3000));
    }

    @Test
    void aForeignServerHasStartedWhenItAcceptsOnItsPort() throws Exception {
        ServerProcess server = start(
                BriefJvm.command(EchoServerMain.class, "--port", ServerProcess.PORT));
        assertThat(server.port()).as("no system gives it to somebody else").isBetween(1024, 32_767);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(7);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
        server.stop();
        assertThat(server.stopped()).as("it has no control channel").isEmpty();
    }

    @Test
    void aForeignServerThatNeverListensIsToldByItsAddress() {
        assertThatIOException()
                .isThrownBy(
                        () -> ServerProcess.start(script("echo ready; exec sleep 60 # {port}"), Duration.ofSeconds(1)))
                .withMessageMatching("nobody accepted on 127\\.0\\.0\\.1:\\d+ within 1 s; "
                        + "the server's last line: ready");
        assertThatIOException()
                .isThrownBy(() -> ServerProcess.start(script("exec sleep 60 # {port}"), Duration.ofSeconds(1)))
                .withMessageMatching("nobody accepted on 127\\.0\\.0\\.1:\\d+ within 1 s");
    }

    @Test
    void aForeignServerThatEndsIsToldByItsLastLineOfEitherStream() {
        assertThatIOException()
                .isThrownBy(() -> start(script("echo welcome; echo cannot use {port}; exit 4")))
                .withMessageMatching("the server did not start: the server ended with status 4: cannot use \\d+");
        assertThatIOException()
                .isThrownBy(() -> start(script("echo welcome; echo '{port}, no' >&2; exit 4")))
                .withMessageMatching("the server did not start: the server ended with status 4: \\d+, no");
    }

    /** The child does not hold the streams of the server, whose last line would else not be known to be the last. */
    @Test
    void whatAForeignServerHasStartedEndsWithItAlsoIfItNeverListened() {
        assumeThat(Tools.isOnPath("setsid")).isTrue();
        IOException failure = catchThrowableOfType(IOException.class,
                () -> start(script("sleep 600 >/dev/null 2>&1 </dev/null & echo $!; exit 4 # {port}")));
        long child = Long.parseLong(failure.getMessage().replaceFirst(".*: ", ""));
        await().until(() -> ProcessHandle.of(child).isEmpty());
    }

    private void assertNotStarted(String reason, List<String> command) {
        assertThatIOException().isThrownBy(() -> start(command))
                .withMessage("the server did not start: " + reason);
    }

    private ServerProcess start(List<String> command) throws IOException, InterruptedException {
        servers.add(ServerProcess.start(command));
        return servers.getLast();
    }

    private static List<String> ours(Class<?> main) {
        return BriefJvm.command(main, "--port", "0", "--control", "-");
    }

    private static List<String> script(String text) {
        return List.of("sh", "-c", text);
    }
}
