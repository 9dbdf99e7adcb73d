package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.Peer;
import threadlab.server.ThreadModel;
import threadlab.server.TlsFixture;

/** The program as its users start and stop it: a process of its own. */
class EchoServerMainTest {
    private Process process;

    @AfterEach
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void theFirstLineTellsTheRealPortAndSigtermDrainsAndExitsWithZero(ThreadModel model) throws Exception {
        BufferedReader out = start("--port", "0", "--thread-model", model.toString());
        String first = out.readLine();
        assertThat(first).matches("listening on 127\\.0\\.0\\.1:\\d+ \\(" + model + "\\)");
        int port = Integer.parseInt(first.replaceAll(".*:(\\d+) .*", "$1"));
        try (var peer = Peer.connect(new InetSocketAddress("127.0.0.1", port))) {
            assertThat(peer.echo((byte) 1, (byte) 2)).containsExactly(1, 2);
            sigterm();
            assertThat(peer.receiveRest()).isEmpty();
        }
        assertThat(out.readLine()).contains("1 sessions drained, 0 forced; 1 accepted, 1 echoes, 2 bytes in all")
                .matches(".*; ended: drained 1; start latency ([0-9.]+) ms on average, \\1 ms at most");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aLineOfStatisticsTellsTheStartLatencyOfNewSessionsAndTheNextDoesNot() throws Exception {
        BufferedReader out = start("--port", "0", "--stats", "100ms");
        int port = Integer.parseInt(out.readLine().replaceAll(".*:(\\d+) .*", "$1"));
        try (var peer = Peer.connect(new InetSocketAddress("127.0.0.1", port))) {
            peer.echo((byte) 1);
            String line = out.readLine();
            for (int more = 100; more > 0 && !line.contains("start latency"); more--) {
                line = out.readLine();
            }
            assertThat(line).matches(".*, start latency up to [0-9,]+\\.\\d ms");
            assertThat(out.readLine()).startsWith("1 sessions, ").doesNotContain("start latency");
        }
    }

    @Test
    void aSecondSignalEndsTheProcessAtOnce() throws Exception {
        BufferedReader out = start("--port", "0");
        int port = Integer.parseInt(out.readLine().replaceAll(".*:(\\d+) .*", "$1"));
        try (var stalled = Peer.connect(new InetSocketAddress("127.0.0.1", port))) {
            Thread.startVirtualThread(() -> {
                try {
                    stalled.send(new byte[64 << 20]);
                } catch (IOException cutOff) {
                    // what this test is about
                }
            });
            stalled.receive(1);
            sigterm();
            while (process.isAlive()) {
                sigterm();
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        assertThat(process.exitValue()).isEqualTo(128 + 15);
    }

    @Test
    void whoIsNotAllowedIsToldOfOnceAndCountedInTheLastLine() throws Exception {
        BufferedReader out = start("--port", "0", "--allow", "127.0.0.2", "--allow", "fd00::/8");
        int port = Integer.parseInt(out.readLine().replaceAll(".*:(\\d+) .*", "$1"));
        assertThat(out.readLine()).isEqualTo(
                "note: 127.0.0.1:" + port + " is open to 127.0.0.2, fd00:0:0:0:0:0:0:0/8 and nobody else");
        for (int i = 0; i < 3; i++) {
            try (var peer = Peer.connect(new InetSocketAddress("127.0.0.1", port))) {
                assertThat(peer.receiveRest()).isEmpty();
            } catch (SocketTimeoutException silence) {
                throw silence;
            } catch (IOException reset) {
                continue;
            }
        }
        sigterm();
        List<String> lines = out.lines().toList();
        assertThat(lines).filteredOn(line -> line.contains("rejected 127.0.0.1:")).singleElement().asString()
                .endsWith(", not-allowed; more of these are only counted");
        assertThat(lines.getLast()).endsWith("; 0 accepted, 0 echoes, 0 bytes in all; rejected: not-allowed 3");
    }

    @Test
    void withTlsItSaysSoAndCountsWhoSpeaksNone() throws Exception {
        BufferedReader out = start("--port", "0", "--tls", TlsFixture.file("server.pem").toString(), "--tls-key",
                TlsFixture.file("server-key.pem").toString());
        String first = out.readLine();
        assertThat(first).endsWith(" (virtual-tuned, TLS)");
        try (var peer = Peer.connect(new InetSocketAddress("127.0.0.1",
                Integer.parseInt(first.replaceAll(".*:(\\d+) .*", "$1"))))) {
            peer.send("no TLS\u001b[2J at all\n".getBytes(StandardCharsets.US_ASCII)).receiveRest();
        }
        sigterm();
        List<String> lines = out.lines().toList();
        assertThat(lines).filteredOn(line -> line.contains("no TLS with 127.0.0.1:")).singleElement().asString()
                .endsWith("; more of these are only counted");
        assertThat(lines.getLast()).contains("; ended: handshake-failed 1");
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
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), EchoServerMain.class.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.inputReader();
    }
}
