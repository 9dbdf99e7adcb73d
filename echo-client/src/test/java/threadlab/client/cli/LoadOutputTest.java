package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.TestServer;
import threadlab.client.result.OwnDevice;
import tools.jackson.jr.ob.JSON;

/** What {@code lab load} prints, writes and exits with, as a process of its own under real signals. */
@Tag("process")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class LoadOutputTest {
    private static final int SIZE = 64;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;
    private Path json;
    private Path hlog;
    private TestServer server;
    private Process load;

    @BeforeEach
    void begin() throws IOException {
        json = folder.resolve("run.json");
        hlog = folder.resolve("run.hlog");
        server = TestServer.honest();
    }

    @AfterEach
    void end() throws IOException {
        if (load != null) {
            load.destroyForcibly();
        }
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalEndsTheRunEarlyWithAWholeResult(String signal, int status) throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--duration", "1h", "--json", json, "--hlog", hlog);
        until(() -> server.bytes() > 100 * SIZE);

        send(signal);

        assertThat(status()).isEqualTo(status);
        assertThat(error()).isEmpty();
        assertThat(output()).startsWith("DEGRADED: 3 sessions, ").contains("\n  stopped early, after ",
                " of 3600 s measured\n", "every byte verified", "\n  p99 ", "\n  total ");
        Map<String, Object> result = result();
        assertThat(result).containsEntry("stopped", true).containsEntry("outcome", "DEGRADED")
                .containsEntry("failures", Map.of()).containsKey("responseTimeMicros");
        // Those on their way when the signal came are in it too.
        assertThat(number(result, "totalEchoes") * SIZE).isEqualTo(server.bytes());
        // But a session may begin one more before it learns of the end, and what was due after it is not measured.
        assertThat(number(result, "echoes")).isGreaterThanOrEqualTo(100)
                .isBetween(number(result, "totalEchoes") - 3, number(result, "totalEchoes"));
        assertThat(logged(null)).isEqualTo(number(result, "echoes"));
        assertThat(logged("service-time")).isEqualTo(number(result, "echoes"));
    }

    /** A reader that comes before the run is there until the end of it, and gets the whole result. */
    @Test
    void aPipeIsNotOpenedBeforeTheResultIsThere() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "can make a pipe");
        Process reader = new ProcessBuilder("cat", pipe.toString()).redirectOutput(json.toFile()).start();

        start("--sessions", "1", "--warmup", "0s", "--echoes", "10", "--json", pipe);

        assertThat(status()).isZero();
        assertThat(reader.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(result()).containsEntry("echoes", 10);
    }

    @Test
    void aLoadThatWasSuspendedSaysForHowLong() throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--duration", "1h", "--json", json);
        until(() -> server.bytes() > 10_000 * SIZE); // it has been measuring for a while
        send("STOP");
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
        send("CONT");
        long before = server.bytes();
        until(() -> server.bytes() > before + 10_000 * SIZE); // as many take longer than the next step

        send("TERM");

        assertThat(status()).isEqualTo(143);
        assertThat(output()).startsWith("DEGRADED: ").contains("\n  the load stood still for ");
        assertThat(((Number) result().get("stoodStillSeconds")).doubleValue()).isGreaterThan(1);
    }

    @Test
    void aSignalInTheWarmUpLeavesAResultOfNothing() throws Exception {
        start("--sessions", "3", "--warmup", "1h", "--json", json, "--hlog", hlog);
        until(() -> server.bytes() > 100 * SIZE);

        send("TERM");

        assertThat(status()).isEqualTo(143);
        assertThat(error()).isEmpty();
        assertThat(output()).startsWith("FAILED: 3 sessions, ")
                .contains("\n  stopped early, after 0.0 of 5 s measured\n")
                .doesNotContain("latency", "p99");
        Map<String, Object> result = result();
        assertThat(result).containsEntry("outcome", "FAILED").containsEntry("stopped", true).containsEntry("echoes", 0)
                .containsEntry("measuredSeconds", 0.0).containsEntry("responseTimeMicros", null)
                .containsEntry("failures", Map.of());
        assertThat(number(result, "totalEchoes") * SIZE).isEqualTo(server.bytes()).isPositive();
        assertThat(intervals(null)).isEmpty();
    }

    @Test
    void aRunThatIsKilledHasLeftItsIntervals() throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--duration", "1h", "--json", json, "--hlog", hlog);
        // Two whole intervals, and none half written: the next is a second away.
        until(() -> Files.exists(hlog) && Files.readString(hlog).endsWith("\n")
                && Files.readString(hlog).lines().filter(line -> line.startsWith("Tag=service-time")).count() >= 2);

        send("KILL");

        assertThat(status()).isEqualTo(137);
        assertThat(output()).isEmpty();
        assertThat(intervals(null)).hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(interval -> assertThat(interval.getTotalCount()).isPositive());
        assertThat(intervals("service-time")).hasSameSizeAs(intervals(null));
        assertThat(logged(null)).isLessThanOrEqualTo(server.bytes() / SIZE);
        // Not quite as many: the one kind is collected after the other, while echoes come.
        assertThat(logged("service-time")).isLessThanOrEqualTo(server.bytes() / SIZE);
    }

    @Test
    void aRunThatHoldsItsLimitsExitsWithZero() throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--duration", "300ms", "--max-p99", "1m", "--min-rate", "0.1",
                "--max-errors", "0", "--json", json);

        assertThat(status()).as(output()).isZero();
        assertThat(error()).isEmpty();
        assertThat(output()).startsWith("OK: ").doesNotContain("missed");
        assertThat(result()).containsEntry("missedThresholds", List.of());
    }

    @Test
    void aRunThatMissesItsLimitsExitsWithOneAndSaysWhich() throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--duration", "300ms", "--max-p99", "0.0001ms", "--min-rate", "1e9",
                "--max-errors", "0", "--json", json);

        assertThat(status()).isOne();
        assertThat(error()).isEmpty();
        List<String> missed = missed();
        assertThat(missed).hasSize(2);
        assertThat(output()).doesNotStartWith("OK");
        assertThat(missed.get(0)).matches("p99 is [\\d.]+ ms, at most 0\\.0001ms was asked for");
        assertThat(missed.get(1)).matches("[\\d.,]+ echoes a second, at least 1,000,000,000 were asked for");
        assertThat(result()).containsEntry("missedThresholds", missed);
    }

    /** So many sessions fail, so many are tolerated. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"1, 1, 0, -", "2, 1, 1, '2 sessions failed, at most 1 were allowed to'",
            "1, -, 1, -"})
    void failedSessionsAreToleratedUpToANumber(int failing, String tolerated, int status, String missed)
            throws Exception {
        server.close();
        server = TestServer.with((connection, bytes) -> {
            if (connection.number() < failing) {
                connection.close();
            } else {
                connection.send(bytes);
            }
        });
        List<Object> options = new ArrayList<>(List.of("--sessions", "4", "--warmup", "0s", "--duration", "300ms"));
        if (tolerated != null) {
            options.addAll(List.of("--max-errors", tolerated));
        }
        start(options.toArray());

        assertThat(status()).as(output()).isEqualTo(status);
        assertThat(error()).isEmpty();
        assertThat(output()).startsWith("FAILED: ")
                .containsPattern("\n  failed     " + failing + (failing == 1 ? " session " : " sessions "));
        assertThat(missed()).isEqualTo(missed == null ? List.of() : List.of(missed));
    }

    @Test
    void aRunByEchoesMeasuresExactlySoMany() throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--echoes", "1000", "--json", json, "--hlog", hlog);

        assertThat(status()).as(output()).isZero();
        Map<String, Object> result = result();
        assertThat(result).containsEntry("echoes", 1_000).containsEntry("totalEchoes", 1_000).containsEntry("due",
                1_000);
        assertThat(server.bytes()).isEqualTo(1_000 * SIZE);
        assertThat(logged(null)).isEqualTo(1_000);
        assertThat(output()).contains("1,000 echoes after 0s of warm-up\n", "\n  echoes     1,000 (");
    }

    @Test
    void aSearchThatIsInterruptedHasWhatItHasFound() throws Exception {
        start("--sessions", "2", "--warmup", "100ms", "--find-rate", "p50<=50ms", "--json", json);
        until(() -> server.accepted() > 6); // of the closed loop, of a step, and of the next one
        send("INT");

        assertThat(status()).isEqualTo(130);
        assertThat(output()).startsWith("DEGRADED: stopped early: at least ").endsWith("\n").containsOnlyOnce("\n");
        assertThat(result()).containsEntry("stopped", true).containsEntry("bound", "p50<=50ms")
                .hasEntrySatisfying("steps", steps -> assertThat((List<?>) steps).isNotEmpty());
        assertThat(result().get("plan")).asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("ratePerSecond", result().get("heldPerSecond"));
        assertThat(error()).isEmpty();
    }

    @Test
    void aSearchThatCannotWriteItsResultIsNotBegun() throws Exception {
        start("--find-rate", "p50<=50ms", "--json", folder.resolve("none/run.json"));

        assertThat(status()).isOne();
        assertThat(error()).singleElement().asString().contains("no such folder");
        assertThat(server.accepted()).isZero();
    }

    @Test
    void aLogThatCannotBeWrittenIsNoticedBeforeAnyLoad() throws Exception {
        Path none = folder.resolve("none/run.hlog");
        start("--warmup", "0s", "--duration", "300ms", "--hlog", none);

        assertThat(status()).isOne();
        assertThat(error()).containsExactly("error: cannot write " + none + ": no such folder");
        assertThat(output()).isEmpty();
        assertThat(server.accepted()).isZero();
    }

    @Test
    void aLogThatIsNotAllWrittenIsAnErrorAfterTheResult() throws Exception {
        Path full = OwnDevice.FULL.in(folder);
        start("--sessions", "3", "--warmup", "0s", "--duration", "300ms", "--hlog", full, "--json", json);

        assertThat(status()).isOne();
        assertThat(error()).containsExactly("error: cannot write all of " + full);
        assertThat(output()).contains("every byte verified");
        assertThat(number(result(), "echoes")).isPositive();
    }

    @Test
    void aResultThatCannotBeWrittenIsNotTheServersFault() throws Exception {
        Path full = OwnDevice.FULL.in(folder);
        start("--sessions", "3", "--warmup", "0s", "--duration", "300ms", "--json", full);

        assertThat(status()).isOne();
        assertThat(error()).singleElement().asString()
                .isEqualTo("error: cannot write " + full + ": No space left on device");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tells its ports")
    void moreSessionsThanAnAddressHasPortsAreRefusedBeforeTheRun() throws Exception {
        // More than any system has, whichever it is short of first.
        start("--sessions", "100000", "--warmup", "0s", "--duration", "300ms");

        assertThat(status()).isOne();
        assertThat(error()).singleElement().asString().startsWith("error: 100000 ")
                .containsPattern("need a port each|need as many file descriptors");
        assertThat(output()).isEmpty();
        assertThat(server.accepted()).isZero();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tells its ports")
    void moreReplacedSessionsThanAnAddressHasPortsAreRefusedBeforeTheRun() throws Exception {
        start("--sessions", "1", "--churn", "100000", "--source", "127.0.0.1", "--warmup", "0s", "--duration", "2s");

        assertThat(status()).isOne();
        assertThat(error()).singleElement().asString()
                .startsWith("error: 200001 connections at a time, those just ended included, need a port each");
        assertThat(output()).isEmpty();
        assertThat(server.accepted()).isZero();
    }

    /** Each step has connections of its own. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "tells its ports")
    void aSearchWithMoreConnectionsThanAnAddressHasPortsIsRefusedBeforeTheRun() throws Exception {
        start("--sessions", "6000", "--source", "127.0.0.1", "--find-rate", "p99<=100ms");

        assertThat(status()).isOne();
        assertThat(error()).singleElement().asString().containsPattern("need a port each|need as many file descript");
        assertThat(server.accepted()).isZero();
    }

    @Test
    void aSourceOfTheOtherFamilyIsRefusedInALine() throws Exception {
        assumeTrue(hasIpv6(), "::1 is an address of this machine");
        start("--sessions", "1", "--source", "::1", "--warmup", "0s", "--duration", "300ms");

        assertThat(status()).isNotZero();
        assertThat(error().getFirst()).contains("::1");
        assertThat(error()).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void onStandardOutputEventsTakeThePlaceOfTheText() throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--duration", "300ms", "--json", json, "--control", "-");

        assertThat(status()).isZero();
        assertThat(events()).hasSize(2);
        assertThat(events().getFirst()).isEqualTo(Map.of("event", "measuring"));
        assertThat(events().getLast()).isEqualTo(Map.of("event", "result", "result", result()));
        assertThat(error()).isEmpty();
    }

    /** So a load does not outlive the process that has started it. */
    @Test
    void theEndOfTheInputEndsAControlledRunEarly() throws Exception {
        start("--sessions", "3", "--warmup", "0s", "--duration", "1h", "--json", json, "--control", "-");
        until(() -> server.bytes() > 100 * SIZE);

        load.getOutputStream().close();

        assertThat(status()).isOne();
        assertThat(result()).containsEntry("stopped", true).containsEntry("outcome", "DEGRADED");
        assertThat(events().getLast()).containsEntry("result", result());
    }

    @Test
    void aLoadThatCannotBeginReportsTheReason() throws Exception {
        server.close();
        start("--warmup", "0s", "--duration", "300ms", "--control", "-");

        assertThat(status()).isOne();
        assertThat(events()).singleElement().satisfies(event -> assertThat(event).containsEntry("event", "failed"));
        assertThat(error()).containsExactly("error: " + events().getFirst().get("reason"));
    }

    private List<Map<String, Object>> events() throws IOException {
        return output().lines().map(JSON.std::mapFrom).toList();
    }

    private static boolean hasIpv6() throws IOException {
        InetAddress loopback = InetAddress.getByName("::1");
        return NetworkInterface.getByInetAddress(loopback) != null;
    }

    private void start(Object... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                        EchoClientMain.class.getName(), "load", "--port", String.valueOf(server.port())));
        for (Object option : options) {
            command.add(option.toString());
        }
        var builder = new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        // They would make the JVM say so on standard error.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        load = builder.start();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(TIMEOUT).until(condition);
    }

    private void send(String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(load.pid())).start().waitFor()).isZero();
    }

    private int status() throws InterruptedException {
        assertThat(load.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).as("the load ends").isTrue();
        return load.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private List<String> error() throws IOException {
        return Files.readAllLines(folder.resolve("err"));
    }

    private List<String> missed() throws IOException {
        String mark = "  missed     ";
        return output().lines().filter(line -> line.startsWith(mark)).map(line -> line.substring(mark.length()))
                .toList();
    }

    private Map<String, Object> result() throws IOException {
        return JSON.std.mapFrom(Files.readString(json));
    }

    private static long number(Map<String, Object> result, String name) {
        return ((Number) result.get(name)).longValue();
    }

    private long logged(String tag) throws IOException {
        return intervals(tag).stream().mapToLong(Histogram::getTotalCount).sum();
    }

    private List<Histogram> intervals(String tag) throws IOException {
        List<Histogram> intervals = new ArrayList<>();
        try (var reader = new HistogramLogReader(hlog.toFile())) {
            while (reader.nextIntervalHistogram() instanceof Histogram histogram) {
                if (Objects.equals(tag, histogram.getTag())) {
                    intervals.add(histogram);
                }
            }
        }
        return intervals;
    }
}
