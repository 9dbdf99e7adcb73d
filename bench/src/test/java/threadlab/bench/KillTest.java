package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.client.cli.EchoClientMain;
import threadlab.server.ThreadModel;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.ChildProcesses;
import threadlab.support.LinuxProcess;
import tools.jackson.jr.ob.JSON;

/** One side is killed in the middle, with no time to say anything (SIGKILL): what the other makes of it. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
@Tag("process")
class KillTest {
    private static final String SESSIONS = "50";

    @TempDir
    private Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Queue<String> serverSays = new ConcurrentLinkedQueue<>();
    private int port;

    @AfterEach
    void kill() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void aServerWhoseClientsAreKilledLetsThemGoAndServesOthers(ThreadModel model) throws Exception {
        Process server = startServer(model);
        int descriptors = descriptors(server);
        Process load = startLoad();
        await().until(() -> serverSays.stream().anyMatch(line -> line.startsWith("50 sessions, ") && !line.contains(
                " 0 echoes/s")));
        load.destroyForcibly().waitFor();
        serverSays.clear();
        await().until(() -> serverSays.stream().anyMatch(line -> line.startsWith("0 sessions, ")));
        await().untilAsserted(() -> assertThat(descriptors(server))
                .isLessThanOrEqualTo(descriptors + 2)); // what the JDK opens for the first session
        try (var other = new Socket(InetAddress.getLoopbackAddress(), port)) {
            other.setSoTimeout(10_000);
            other.getOutputStream().write(42);
            assertThat(other.getInputStream().read()).isEqualTo(42);
        }
        server.toHandle().destroy(); // destroy() would close what it still says
        assertThat(server.waitFor()).isZero();
        await().until(() -> serverSays.stream().anyMatch(line -> line.startsWith("stopped in ")));
        assertThat(serverSays).allMatch(line -> line.contains(" sessions, ") || line.startsWith("stopped in "));
    }

    @Test
    void aLoadWhoseServerIsKilledSaysWhatBecameOfEachSessionAndKeepsWhatItMeasured() throws Exception {
        Process server = startServer(ThreadModel.VIRTUAL_TUNED);
        Process load = startLoad("--json", folder.resolve("run.json").toString());
        await().until(() -> serverSays.stream().filter(line -> line.startsWith("50 sessions, ")).count() > 10);
        server.destroyForcibly().waitFor();
        assertThat(load.waitFor(30, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
        assertThat(load.exitValue()).isEqualTo(1);
        assertThat(load.errorReader().lines()).isEmpty();
        assertThat(load.inputReader().lines()).first().asString().startsWith("FAILED: 50 sessions");
        var result = JSON.std.mapFrom(Files.readString(folder.resolve("run.json")));
        assertThat(JSON.std.asString(result.get("failures"))).matches("\\{(\"(reset|unexpected-eof)\":\\d+,?)+}");
        assertThat((Integer) result.get("echoes")).isPositive();
        assertThat(result).containsKey("responseTimeMicros");
    }

    private Process startServer(ThreadModel model) throws IOException {
        Process server = start(EchoServerMain.class, "--port", "0", "--thread-model", model.toString(), "--stats",
                "100ms");
        BufferedReader out = server.inputReader();
        port = Integer.parseInt(out.readLine().replaceAll(".*:(\\d+) .*", "$1"));
        Thread.startVirtualThread(() -> out.lines().forEach(serverSays::add));
        Thread.startVirtualThread(() -> server.errorReader().lines().forEach(serverSays::add));
        return server;
    }

    private Process startLoad(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("load", "--port", String.valueOf(port), "--sessions", SESSIONS,
                "--warmup", "0s", "--duration", "1h"));
        arguments.addAll(List.of(more));
        return start(EchoClientMain.class, arguments.toArray(String[]::new));
    }

    private Process start(Class<?> main, String... arguments) throws IOException {
        Process process = new ProcessBuilder(ChildProcesses.javaCommand(List.of(), main, arguments)).start();
        processes.add(process);
        return process;
    }

    private static int descriptors(Process process) {
        return LinuxProcess.of(process.pid()).descriptors().orElse(0); // 0 on systems without /proc
    }
}
