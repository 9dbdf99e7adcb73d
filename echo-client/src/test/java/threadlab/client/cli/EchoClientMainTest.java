package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.Refusals;
import threadlab.client.TestServer;
import threadlab.client.engine.PlannedBytes;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;
import tools.jackson.jr.ob.JSON;

/** The program as its users run it: a process of its own, except for the many ways to spell an option wrong. */
@Tag("process")
@Timeout(60)
class EchoClientMainTest {
    private static final String[] SHORT_LOAD = {"--sessions", "2", "--warmup", "50ms", "--duration", "200ms"};

    @TempDir
    private Path folder;
    private Process process;

    /** How a process ended and what it printed. */
    private record Ended(int status, List<String> out, List<String> err) {
    }

    @AfterEach
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void sendPrintsTheReply() throws Exception {
        try (var server = TestServer.honest()) {
            assertThat(run("send", "--port", port(server), "{\"name\": \"Reva\"}"))
                    .isEqualTo(new Ended(0, List.of("{\"name\": \"Reva\"}"), List.of()));
            assertThat(server.bytes()).isEqualTo("{\"name\": \"Reva\"}".length());
        }
    }

    /** Some programs would take it for the name of a file with further arguments. */
    @Test
    void aMessageThatBeginsWithAnAtSignIsSentAsItIs() throws Exception {
        String message = "@" + Files.writeString(folder.resolve("secret.txt"), "secret");
        try (var server = TestServer.honest()) {
            assertThat(run("send", "--port", port(server), message))
                    .isEqualTo(new Ended(0, List.of(message), List.of()));
        }
    }

    @Test
    void aReplyThatIsNotTheMessageIsOneLineAndItsControlCharactersAreWrittenOut() throws Exception {
        byte[] hostile = "ab\u001b[2J\r\n".getBytes(StandardCharsets.US_ASCII);
        try (var server = TestServer.with((connection, bytes) -> connection.send(hostile))) {
            assertThat(run("send", "--port", port(server), "abcdefgh")).isEqualTo(new Ended(1,
                    List.of("ab\\u{1b}[2J\\u{d}\\n"), List.of("error: the reply of 127.0.0.1:" + server.port()
                            + " is not the message: 8 of 8 bytes, first difference at byte 2")));
        }
    }

    @Test
    void aReplyThatIsCutShortIsOneLine() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            connection.send((byte) 'a', (byte) 'b');
            connection.close();
        })) {
            assertThat(run("send", "--port", port(server), "abcd")).isEqualTo(new Ended(1, List.of("ab"),
                    List.of("error: the reply of 127.0.0.1:" + server.port()
                            + " is not the message: 2 of 4 bytes, first difference at byte 2")));
        }
    }

    @Test
    void anIpv6ServerStandsInBrackets() {
        var target = new TargetOptions();
        target.host = "::1";
        target.port = 7;
        assertThat(target).hasToString("[::1]:7");
    }

    @Test
    void noReplyIsOneLineAfterFiveSeconds() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
        })) {
            assertThat(run("send", "--port", port(server), "abcd")).isEqualTo(new Ended(1, List.of(),
                    List.of("error: no whole reply from 127.0.0.1:" + server.port() + " within 5 s")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "load"})
    void aServerThatIsNotThereIsOneLine(String command) throws Exception {
        try (var closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = closed.getLocalPort();
            assertThat(run(command, "--port", String.valueOf(port))).isEqualTo(new Ended(1, List.of(),
                    List.of("error: cannot connect to 127.0.0.1:" + port + ": Connection refused")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "load"})
    void anUnknownHostIsOneLine(String command) throws Exception {
        assertThat(run(command, "--host", "no-such-host.invalid"))
                .isEqualTo(new Ended(1, List.of(), List.of("error: unknown host no-such-host.invalid")));
    }

    @Test
    void loadPrintsAReportAndWritesJson() throws Exception {
        Path file = folder.resolve("result.json");
        try (var server = TestServer.honest()) {
            Ended ended = load(server, "--size", "100", "--json", file.toString());
            String outcome = assertWentWell(ended);
            assertThat(ended.out.getFirst())
                    .isEqualTo(outcome + ": 2 sessions, 100-byte messages, closed loop, 200ms after 50ms of warm-up");
            Map<String, Object> json = JSON.std.mapFrom(Files.readString(file));
            assertThat(json).containsEntry("outcome", outcome).containsEntry("failures", Map.of());
            assertThat(((Number) json.get("totalEchoes")).longValue() * 100).isEqualTo(server.bytes());
        }
    }

    @Test
    void aLoadThatFailsHasExitStatusOneAndItsReportAndJsonAllTheSame() throws Exception {
        Path file = folder.resolve("result.json");
        try (var server = TestServer.with((connection, bytes) -> connection.close())) {
            Ended ended = load(server, "--json", file.toString());
            assertThat(ended).returns(1, Ended::status).returns(List.of(), Ended::err);
            assertThat(ended.out).contains("  failed     2 sessions unexpected-eof");
            assertThat(JSON.std.mapFrom(Files.readString(file))).containsEntry("outcome", "FAILED")
                    .containsEntry("failures", Map.of("unexpected-eof", 2)).containsEntry("responseTimeMicros", null);
        }
    }

    @Test
    void aFileInAFolderThatIsNotThereIsOneLineBeforeAnyLoad() throws Exception {
        assertRefusedBeforeAnyLoad(folder.resolve("no/result.json"), "no such folder");
    }

    @Test
    void aFileThatIsAFolderIsOneLineBeforeAnyLoad() throws Exception {
        assertRefusedBeforeAnyLoad(folder, "it is a folder");
    }

    @Test
    void aLoadThatFindsNoServerLeavesTheLinksThatItWasToWriteThrough() throws Exception {
        Path targets = Files.createDirectory(folder.resolve("targets"));
        Path json = Files.createSymbolicLink(folder.resolve("json"), targets.resolve("run.json"));
        Path hlog = Files.createSymbolicLink(folder.resolve("hlog"), targets.resolve("run.hlog"));
        try (var closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(run("load", "--port", String.valueOf(closed.getLocalPort()), "--json", json.toString(), "--hlog",
                    hlog.toString())).returns(1, Ended::status);
        }
        assertThat(json).isSymbolicLink();
        assertThat(hlog).isSymbolicLink();
        assertThat(targets).isEmptyDirectory();
    }

    private void assertRefusedBeforeAnyLoad(Path file, String reason) throws Exception {
        try (var server = TestServer.honest()) {
            assertThat(load(server, "--json", file.toString())).isEqualTo(
                    new Ended(1, List.of(), List.of("error: cannot write " + file + ": " + reason)));
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void moreSessionsThanDescriptorsAreOneLineBeforeAnyLoad() throws Exception {
        try (var server = TestServer.honest()) {
            List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -n 300 && exec \"$@\"", "sh"));
            limited.addAll(java("load", "--port", port(server), "--sessions", "1000"));
            Ended ended = start(limited);
            assertThat(ended).returns(1, Ended::status).returns(List.of(), Ended::out);
            assertThat(ended.err).singleElement().asString()
                    .startsWith("error: 1000 sessions need as many file descriptors");
            assertThat(server.accepted()).isZero();
        }
    }

    /** Nothing that was sent is kept. */
    @Test
    void longMessagesOfManySessionsNeedNoMemory() throws Exception {
        try (var server = TestServer.honest()) {
            List<String> small = java("load", "--port", port(server), "--sessions", "8", "--size", "16777216",
                    "--warmup", "0s", "--duration", "10ms");
            small.add(1, "-Xmx64m");
            assertWentWell(start(small));
            assertThat(server.bytes()).isPositive().isEqualTo(server.bytes() / (8L << 24) * (8L << 24));
        }
    }

    /** What a seed gives is known beforehand. */
    @Test
    void anOpenLoopSendsExactlyTheMessagesThatItsSeedSays() throws Exception {
        Path file = folder.resolve("result.json");
        try (var server = TestServer.honest()) {
            var plan = new LoadPlan(new Target("127.0.0.1", server.port()), ConnectionProfile.of(2),
                    new MessageSizes(1, 4_096, 8),
                    new LoadModel.Open(400, LoadModel.Arrival.POISSON, Duration.ofMillis(100)), true,
                    RunLimit.ofTime(Duration.ofMillis(50), Duration.ofMillis(200)));
            Ended ended = load(server, "--rate", "400", "--arrival", "poisson", "--ramp", "100ms", "--size",
                    "1..4096", "--seed", "8", "--json", file.toString());
            assertThat(ended.err).isEmpty();
            assertThat(server.bytes()).isPositive().isEqualTo(PlannedBytes.of(plan));
            assertThat(JSON.std.mapFrom(Files.readString(file)).get("plan"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("loadModel", "open").containsEntry("ratePerSecond", 400.0)
                    .containsEntry("arrival", "poisson").containsEntry("rampSeconds", 0.1)
                    .containsEntry("minSizeBytes", 1).containsEntry("maxSizeBytes", 4_096).containsEntry("seed", 8)
                    .containsEntry("verified", true);
        }
    }

    @Test
    void depthThoughtAndNoVerificationReachThePlan() throws Exception {
        Path file = folder.resolve("result.json");
        try (var server = TestServer.with((connection, bytes) -> {
            bytes[0] ^= 1;
            connection.send(bytes);
        })) {
            assertWentWell(
                    load(server, "--depth", "3", "--think", "1ms", "--no-verify", "--json", file.toString()));
            assertThat(JSON.std.mapFrom(Files.readString(file)).get("plan"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("loadModel", "closed").containsEntry("depth", 3)
                    .containsEntry("thinkTimeSeconds", 0.001)
                    .containsEntry("verified", false);
        }
    }

    @Test
    void depthOfAnOpenLoopReachesThePlan() throws Exception {
        Path file = folder.resolve("result.json");
        try (var server = TestServer.honest()) {
            Ended ended = load(server, "--rate", "400", "--depth", "7", "--json", file.toString());
            assertThat(ended.err).isEmpty();
            assertThat(ended.out.getFirst()).contains(", open loop, 400 a second, constant arrivals, at most 7 in "
                    + "flight, ");
            assertThat(JSON.std.mapFrom(Files.readString(file)).get("plan"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("loadModel", "open").containsEntry("ratePerSecond", 400.0).containsEntry("depth", 7);
        }
    }

    @Test
    void aServerThatIsNotThereLeavesAnEarlierResultAsItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("result.json"), "earlier");
        try (var closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Ended ended = run("load", "--port", String.valueOf(closed.getLocalPort()), "--json", file.toString());
            assertThat(ended.status).isEqualTo(1);
            assertThat(file).hasContent("earlier");
        }
    }

    @Test
    void anEmptyHostIsRefusedBySendToo() {
        assertThat(Refusals.of("send", "--host", "")).startsWith("host is ''");
    }

    @Test
    void aBadOptionEndsTheProcessWithTwoAndWithoutAStackTrace() throws Exception {
        Ended ended = run("load", "--sessions", "0");
        assertThat(ended).returns(2, Ended::status).returns(List.of(), Ended::out);
        assertThat(ended.err.getFirst()).isEqualTo("error: sessions is 0, allowed: 1 to 1000000");
        assertThat(ended.err).noneMatch(line -> line.startsWith("\tat "));
    }

    @ParameterizedTest
    @CsvSource({"load,--sessions,many,--sessions", "load,--sessions,1000001,sessions is 1000001",
            "load,--size,0,size is 0", "load,--duration,0s,duration is 0s", "load,--duration,5,--duration",
            "load,--warmup,soon,--warmup", "load,--port,0,port is 0", "load,--host,'',host is ''",
            "load,--colour,red,--colour", "send,--port,65536,port is 65536", "send,--port,http,--port",
            "load,--size,5..3,size is 5..3", "load,--size,x,is not a number of bytes",
            "load,--size,1...9,is not a number of bytes", "load,--depth,0,depth is 0",
            "load,--depth,1025,depth is 1025", "load,--depth,deep,--depth", "load,--think,25h,think is 25h",
            "load,--think,long,--think", "load,--rate,0,rate is 0", "load,--rate,NaN,is not a number",
            "load,--rate,fast,--rate", "load,--arrival,nonsense,--arrival", "load,--ramp,1s,--ramp",
            "load,--ramp,1s,--rate", "load,--arrival,poisson,--rate", "load,--seed,x,--seed",
            "send,one,two,two", "fly,high,far,fly"})
    void aBadOptionIsNamed(String command, String option, String value, String named) {
        assertThat(Refusals.of(command, option, value)).contains(named);
    }

    @Test
    void anOptionOfTheClosedLoopTogetherWithARateIsRefusedNamingBoth() {
        assertThat(Refusals.of("load", "--rate", "100", "--think", "1s")).contains("--think", "--rate");
    }

    @ParameterizedTest
    @CsvSource({"0", "1025"})
    void theDepthOfAnOpenLoopOutOfItsLimitsIsNamed(String depth) {
        assertThat(Refusals.of("load", "--rate", "100", "--depth", depth))
                .isEqualTo("depth is " + depth + ", allowed: 1 to 1024");
    }

    @Test
    void anEmptyMessageIsRefused() {
        assertThat(Refusals.of("send", "")).startsWith("TEXT is empty");
    }

    private static String port(TestServer server) {
        return String.valueOf(server.port());
    }

    /** Others may take this machine's CPU away, which makes a run DEGRADED; nothing else may. Returns the outcome. */
    private static String assertWentWell(Ended ended) {
        boolean stolen = ended.out.stream().anyMatch(line -> line.startsWith("  stolen CPU: "));
        assertThat(ended).returns(stolen ? 1 : 0, Ended::status).returns(List.of(), Ended::err);
        return stolen ? "DEGRADED" : "OK";
    }

    private Ended load(TestServer server, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("load", "--port", port(server)));
        arguments.addAll(List.of(SHORT_LOAD));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private Ended run(String... arguments) throws Exception {
        return start(java(arguments));
    }

    private Ended start(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        process = builder.start();
        return new Ended(process.waitFor(), Files.readAllLines(out), Files.readAllLines(err));
    }

    /** The command of a JVM that compiles little, for it does not run long. */
    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), EchoClientMain.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
