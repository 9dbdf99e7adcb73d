package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.ModelName;
import threadlab.server.Peer;
import threadlab.server.ServerProcess;
import threadlab.server.ThreadModel;
import threadlab.server.TlsFixture;
import threadlab.support.ChildProcesses;
import threadlab.support.control.Jvm;
import threadlab.support.control.Listening;
import threadlab.support.control.Memory;
import threadlab.support.control.ServerCounters;
import threadlab.support.control.ServerCounters.StartLatency;
import threadlab.support.control.Stats;
import threadlab.support.control.Stopped;
import threadlab.support.control.UnknownRequest;
import tools.jackson.jr.ob.JSON;

/** The program as its users start and stop it: a process of its own. */
@Tag("process")
class EchoServerMainTest {
    /** Of a JVM that ends before a second compiler would pay. */
    private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    /** Is null in a test that watches a {@link ServerProcess} instead. */
    private Process process;

    @AfterEach
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void theRealPortIsReportedAndSigtermDrainsAndExitsWithZero(ThreadModel model) throws Exception {
        try (var server = new ServerProcess("true", "--thread-model", model.toString())) {
            assertThat(server.listening()).returns("127.0.0.1", Listening::host)
                    .returns(ModelName.of(model).toString(), Listening::threadModel).returns(false, Listening::tls)
                    .returns(server.pid(), Listening::pid);
            try (var peer = Peer.connect(server.address())) {
                assertThat(peer.echo((byte) 1, (byte) 2)).containsExactly(1, 2);
                server.terminate();
                assertThat(peer.receiveRest()).isEmpty();
            }
            Stopped stopped = server.next(Stopped.class);
            assertThat(stopped).returns(1L, Stopped::drained).returns(0L, Stopped::forced);
            assertThat(stopped.elapsedMillis()).isPositive();
            ServerCounters counters = stopped.counters();
            assertThat(counters).returns(1L, ServerCounters::accepted).returns(0, ServerCounters::open)
                    .returns(1L, ServerCounters::reads).returns(2L, ServerCounters::bytes)
                    .returns(Map.of("drained", 1L), ServerCounters::closed)
                    .returns(Map.of(), ServerCounters::rejected);
            StartLatency starts = counters.startLatency();
            assertThat(starts.sessions()).isOne();
            assertThat(starts.maxMillis()).isPositive().isEqualTo(starts.meanMillis());
            assertThat(server.awaitEnd()).isZero();
            assertThat(server.lines()).as("warnings").isEmpty();
        }
    }

    @Test
    void requestsAreAnswered() throws Exception {
        try (var server = new ServerProcess("true"); var peer = Peer.connect(server.address())) {
            peer.echo((byte) 1);
            await().untilAsserted(() -> assertThat(server.ask(Stats.REQUEST, Stats.class).counters())
                    .returns(1, ServerCounters::open).returns(1L, ServerCounters::reads)
                    .returns(Map.of(), ServerCounters::closed)); // an echo counts after it was written
            Memory memory = server.ask(Memory.REQUEST, Memory.class);
            assertThat(memory.liveHeapBytes()).isBetween(100_000L, 100_000_000L);
            assertThat(memory.virtualThreads()).isPositive();
            assertThat(memory.directBytes()).isNotNull();
            assertThat(server.ask(Jvm.REQUEST, Jvm.class)).isEqualTo(Jvm.here());
            assertThat(server.ask("more", UnknownRequest.class).request()).isEqualTo("more");
        }
    }

    /** So a server does not outlive the process that has started it. */
    @Test
    void theEndOfItsInputStopsTheServer() throws Exception {
        try (var server = new ServerProcess("true")) {
            try (var peer = Peer.connect(server.address())) {
                peer.echo((byte) 1);
                server.endInput();
                assertThat(peer.receiveRest()).isEmpty();
            }
            assertThat(server.next(Stopped.class).drained()).isOne();
            assertThat(server.awaitEnd()).isZero();
        }
    }

    @Test
    void aFileHasTheEventsAndStandardOutputTheText(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("events"), "of an earlier server\n");
        BufferedReader out = start("--port", "0", "--stats", "10ms", "--control", file.toString());
        await().until(() -> events(file).contains("stats"));
        sigterm();
        assertThat(process.waitFor()).isZero();
        assertThat(events(file)).startsWith("listening", "stats").endsWith("stopped");
        assertThat(out.lines()).isNotEmpty().noneMatch(line -> line.startsWith("{"));
    }

    @Test
    void aServerThatCannotStartReportsTheReason(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events");
        start("--host", "no-such-host.invalid", "--control", file.toString());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(JSON.std.mapFrom(Files.readString(file)))
                .isEqualTo(Map.of("event", "failed", "reason", "unknown host no-such-host.invalid"));
    }

    @Test
    void aControlFileThatCannotBeWrittenIsOneLineAndExitStatusOne() throws Exception {
        assertThat(start("--port", "0", "--control", "no-such-folder/events").lines())
                .containsExactly("error: cannot write no-such-folder/events: no such folder");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private static List<Object> events(Path file) throws IOException {
        List<Object> names = new ArrayList<>();
        for (String line : Files.readString(file).lines().toList()) {
            names.add(line.startsWith("{") ? JSON.std.mapFrom(line).get("event") : line);
        }
        return names;
    }

    @Test
    void aLineOfStatisticsTellsTheStartLatencyOfNewSessionsAndTheNextDoesNot(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events");
        BufferedReader out = start("--port", "0", "--stats", "100ms", "--control", file.toString());
        await().until(() -> Files.exists(file) && events(file).contains("listening"));
        Listening listening = JSON.std.beanFrom(Listening.class, Files.readAllLines(file).getFirst());
        try (var peer = Peer.connect(new InetSocketAddress(listening.host(), listening.port()))) {
            peer.echo((byte) 1);
            List<String> lines = out.lines().filter(line -> line.startsWith("1 sessions, ")).limit(3).toList();
            assertThat(lines).filteredOn(line -> line.contains("start latency")).hasSize(1);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void theNumberOfCarriersIsSet() throws Exception {
        BufferedReader out = start("--port", "0", "--carriers", "3", "--stats", "10ms");
        assertThat(out.lines().filter(line -> line.startsWith("0 sessions, ")).findFirst().orElseThrow())
                .contains(", 3 carriers, ");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    void aNumberOfCarriersThatChangesIsRefusedWhereTheJdkHasNoSwitch() throws Exception {
        BufferedReader out = start("--port", "0", "--carriers", "auto");
        assertThat(out.lines().findFirst().orElseThrow()).startsWith("error: carriers is 'auto', ");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void whatIsPrintedOnRequestDoesNotMixWithEvents() throws Exception {
        try (var server = new ServerProcess("true", "--print"); var peer = Peer.connect(server.address())) {
            peer.echo((byte) 'a');
            await().until(() -> server.lines().stream().anyMatch(line -> line.endsWith("data: a")));
            assertThat(server.ask(Stats.REQUEST, Stats.class).counters().open()).isOne();
        }
    }

    @Test
    void aSecondSignalEndsTheProcessAtOnce() throws Exception {
        try (var server = new ServerProcess("true"); var stalled = Peer.connect(server.address())) {
            Thread.startVirtualThread(() -> {
                try {
                    stalled.send(new byte[64 << 20]);
                } catch (IOException cutOff) {
                    // what this test is about
                }
            });
            stalled.receive(1);
            await().until(() -> {
                server.terminate();
                return server.status().isPresent();
            });
            assertThat(server.awaitEnd()).isEqualTo(128 + 15);
        }
    }

    @Test
    void whoIsNotAllowedIsToldOfOnceAndCounted() throws Exception {
        try (var server = new ServerProcess("true", "--allow", "127.0.0.2", "--allow", "fd00::/8")) {
            for (int i = 0; i < 3; i++) {
                try (var peer = Peer.connect(server.address())) {
                    assertThat(peer.receiveRest()).isEmpty();
                } catch (SocketTimeoutException silence) {
                    throw silence;
                } catch (IOException reset) {
                    continue;
                }
            }
            assertThat(server.stop().counters()).returns(0L, ServerCounters::accepted)
                    .returns(Map.of("not-allowed", 3L), ServerCounters::rejected);
            assertThat(server.lines()).contains("note: 127.0.0.1:" + server.listening().port()
                    + " is open to 127.0.0.2, fd00:0:0:0:0:0:0:0/8 and nobody else");
            assertThat(server.lines()).filteredOn(line -> line.contains("rejected 127.0.0.1:")).singleElement()
                    .asString().as("one line, with its time").matches("[-\\d]+ [:\\d]+ \\S+: rejected 127.0.0.1:\\d+,"
                            + " not-allowed; more of these are only counted");
        }
    }

    @Test
    void withTlsItSaysSoAndCountsWhoSpeaksNone() throws Exception {
        try (var server = new ServerProcess("true", "--tls", TlsFixture.file("server.pem").toString(), "--tls-key",
                TlsFixture.file("server-key.pem").toString())) {
            assertThat(server.listening().tls()).isTrue();
            try (var peer = Peer.connect(server.address())) {
                peer.send("no TLS\u001b[2J at all\n".getBytes(StandardCharsets.US_ASCII)).receiveRest();
            }
            assertThat(server.stop().counters().closed()).isEqualTo(Map.of("handshake-failed", 1L));
            assertThat(server.lines()).filteredOn(line -> line.contains("no TLS with 127.0.0.1:")).singleElement()
                    .asString().endsWith("; more of these are only counted");
        }
    }

    @Test
    void aKeystoreThatCannotBeOpenedIsOneLineAndExitStatusOne() throws Exception {
        String store = TlsFixture.file("server.p12").toString();
        assertThat(start("--tls", store).lines()).singleElement().asString()
                .startsWith("error: " + store + " needs a password");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(start("--tls", "no-such-file").lines())
                .containsExactly("error: cannot read no-such-file: no such file");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void aCertificateThatHasExpiredIsTold(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        BufferedReader out = start("--port", "0", "--tls", TlsFixture.file("expired.p12").toString(),
                "--tls-password-file", password.toString());
        assertThat(out.readLine()).startsWith("note: the certificate expired on 20")
                .endsWith("; clients will refuse it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --client-ca=ca.pem      | client-ca is ca.pem, allowed: only with --tls
            --tls-key=key.pem       | tls-key is key.pem, allowed: only with --tls
            --handshake-timeout=5s  | handshake-timeout is 5s, allowed: only with --tls
            """)
    void whatBelongsToTlsIsRefusedWithoutIt(String option, String said) throws Exception {
        assertThat(start(option).lines()).containsExactly("error: " + said, "Try './lab server --help'.");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void anEventLoopRefusesTls() throws Exception {
        assertThat(start("--thread-model", "event-loop", "--tls", TlsFixture.file("server.pem").toString(), "--tls-key",
                TlsFixture.file("server-key.pem").toString()).readLine())
                .isEqualTo("error: thread-model with tls is event-loop, allowed: platform, virtual, virtual-tuned");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void aPortInUseIsOneLineAndExitStatusOne() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BufferedReader out = start("--port", String.valueOf(taken.getLocalPort()));
            assertThat(out.lines()).containsExactly("error: cannot listen on 127.0.0.1:" + taken.getLocalPort()
                    + ": the port is in use");
        }
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void anUnknownHostIsOneLineAndExitStatusOne() throws Exception {
        assertThat(start("--host", "no-such-host.invalid").lines())
                .containsExactly("error: unknown host no-such-host.invalid");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"--port,99999,port is 99999", "--port,http,'http'", "--thread-model,green,'green'",
            "--host,'',host is ''", "--colour,red,--colour"})
    void aBadOptionIsNamedAndExitStatusIsTwo(String option, String value, String named) throws Exception {
        List<String> lines = start(option, value).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith("error: ").contains(named);
        assertThat(process.waitFor()).isEqualTo(2);
    }

    /** Not {@link Process#destroy}, which would close the streams as well. */
    private void sigterm() {
        process.toHandle().destroy();
    }

    private BufferedReader start(String... arguments) throws IOException {
        process = ChildProcesses.start(new ProcessBuilder(
                ChildProcesses.javaCommand(BRIEF, EchoServerMain.class, arguments)).redirectErrorStream(true));
        return process.inputReader();
    }
}
