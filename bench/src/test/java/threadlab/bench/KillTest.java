package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.compare.CompareMain;
import threadlab.bench.process.ServerProcess;
import threadlab.client.cli.EchoClientMain;
import threadlab.server.ThreadModel;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.LinuxProcess;
import tools.jackson.jr.ob.JSON;

/** One side is killed in the middle, with no time to say anything (SIGKILL): what the other makes of it. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
@Tag("process")
class KillTest {
    private static final int SESSIONS = 50;
    private static final String LOAD = "threadlab.bench.compare.LoadProcess";

    @TempDir
    private Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final List<ServerProcess> servers = new ArrayList<>();

    @AfterEach
    void kill() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        servers.forEach(ServerProcess::close);
    }

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void aServerWhoseClientsAreKilledLetsThemGoAndServesOthers(ThreadModel model) throws Exception {
        ServerProcess server = startServer(model);
        int descriptors = descriptors(server.pid());
        Process load = startLoad(server);
        awaitEchoes(server);
        load.destroyForcibly().waitFor();
        await().until(() -> server.counters().open() == 0);
        await().untilAsserted(() -> assertThat(descriptors(server.pid()))
                .isLessThanOrEqualTo(descriptors + 2)); // what the JDK opens for the first session
        try (var other = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            other.setSoTimeout(10_000);
            other.getOutputStream().write(42);
            assertThat(other.getInputStream().read()).isEqualTo(42);
        }
        assertThat(server.stop()).as("what the server complains of").isEmpty();
    }

    @Test
    void aLoadWhoseServerIsKilledSaysWhatBecameOfEachSessionAndKeepsWhatItMeasured() throws Exception {
        ServerProcess server = startServer(ThreadModel.VIRTUAL_TUNED);
        Process load = startLoad(server, "--json", folder.resolve("run.json").toString());
        awaitEchoes(server);
        server.close();
        assertThat(load.waitFor(30, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
        assertThat(load.exitValue()).isEqualTo(1);
        assertThat(BriefJvm.ownLines(load.errorReader().lines())).isEmpty();
        assertThat(load.inputReader().lines()).first().asString().startsWith("FAILED: 50 sessions");
        var result = JSON.std.mapFrom(Files.readString(folder.resolve("run.json")));
        assertThat(JSON.std.asString(result.get("failures"))).matches("\\{(\"(reset|unexpected-eof)\":\\d+,?)+}");
        assertThat((Integer) result.get("echoes")).isPositive();
        assertThat(result).containsKey("responseTimeMicros");
    }

    /** A foreign server that has forked, and one of ours, each in the middle of a trial. */
    @ParameterizedTest
    @ValueSource(strings = {"virtual-tuned", "none"})
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has setsid")
    void aComparisonThatIsKilledLeavesNoProcess(String model) throws Exception {
        Path out = folder.resolve("report");
        String forking = "forking=" + String.join(" ", BriefJvm.command(EchoServerMain.class,
                "--port", "{port}")) + "; exit 3";
        Process compare = start(CompareMain.class, "--thread-model", model, "--peer", forking, "--sessions", "5",
                "--rounds", "1", "--duration", "1h", "--out", out.toString());
        List<ProcessHandle> children = new ArrayList<>();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            children.clear();
            compare.descendants().forEach(children::add);
            assertThat(children).anySatisfy(child -> assertThat(commandLine(child)).contains(LOAD))
                    .anySatisfy(child -> assertThat(commandLine(child)).contains(EchoServerMain.class.getName()));
        });
        compare.destroyForcibly().waitFor();
        await().untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    /** The handle has none that is longer than a page. */
    private static String commandLine(ProcessHandle process) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
    }

    private ServerProcess startServer(ThreadModel model) throws IOException, InterruptedException {
        servers.add(ServerProcess.start(BriefJvm.command(EchoServerMain.class, "--port", "0",
                "--control", "-", "--thread-model", model.toString())));
        return servers.getLast();
    }

    /** Until all sessions are there, and the load's window has begun. */
    private static void awaitEchoes(ServerProcess server) {
        await().until(() -> server.counters().open() == SESSIONS && server.counters().reads() > 1_000);
    }

    private Process startLoad(ServerProcess server, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("load", "--port", String.valueOf(server.port()), "--sessions",
                String.valueOf(SESSIONS),
                "--warmup", "0s", "--duration", "1h"));
        arguments.addAll(List.of(more));
        return start(EchoClientMain.class, arguments.toArray(String[]::new));
    }

    private Process start(Class<?> main, String... arguments) throws IOException {
        Process process = new ProcessBuilder(BriefJvm.command(main, arguments)).start();
        processes.add(process);
        return process;
    }

    private static int descriptors(long pid) {
        return LinuxProcess.of(pid).descriptors().orElse(0); // 0 on systems without /proc
    }
}
