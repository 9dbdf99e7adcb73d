package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import threadlab.client.TestServer;
import threadlab.client.cluster.ClusterPorts;
import threadlab.client.cluster.RecordingWorker;
import threadlab.client.result.Latencies;
import threadlab.support.Version;
import tools.jackson.jr.ob.JSON;

/**
 * A coordinator and three workers, each a process, on loopback, against one server. The workers are the same in all
 * tests: that they do one run after the other is part of what is tested.
 */
@Tag("process")
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
class ClusterRunTest {
    private static final int SIZE = 64;
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    @TempDir
    private static Path dir;
    private static TestServer server;
    private static int port;
    private static final List<Process> WORKERS = new ArrayList<>();
    /** A worker of another version. */
    private static Process other;

    @BeforeAll
    static void startWorkers() throws IOException {
        server = TestServer.honest();
        port = ClusterPorts.free();
        for (int i = 0; i < 3; i++) {
            Process worker = java(dir.resolve("worker" + i), RecordingWorker.class.getName(), "t", String.valueOf(port),
                    dir.resolve("recorded" + i).toString());
            WORKERS.add(worker);
            if (i == 0) { // else each might be the first, and they would have to find each other later
                await().atMost(TIMEOUT).until(() -> said(0).contains("waits for work"));
            }
        }
        other = java(dir.resolve("other"), RecordingWorker.class.getName(), "t", String.valueOf(port),
                dir.resolve("recorded").toString(), "9.9.9");
        for (int i = 1; i < 3; i++) {
            int worker = i;
            await().atMost(TIMEOUT).until(() -> said(worker).contains("waits for work"));
        }
        await().atMost(TIMEOUT).until(() -> text("other").contains("waits for work"));
    }

    @AfterAll
    static void endWorkers() throws IOException {
        other.destroyForcibly();
        WORKERS.forEach(Process::destroyForcibly);
        server.close();
    }

    private static String said(int worker) throws IOException {
        return Files.readString(dir.resolve("worker" + worker));
    }

    private static Process java(Path out, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
                        System.getProperty("java.class.path"), main));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    }

    private static Process load(String name, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("load", "--port", String.valueOf(server.port()), "--cluster",
                "t", "--cluster-port", String.valueOf(port), "--json", dir.resolve(name + ".json").toString()));
        arguments.addAll(List.of(options));
        return java(dir.resolve(name), EchoClientMain.class.getName(), arguments.toArray(String[]::new));
    }

    private static String text(String name) throws IOException {
        return Files.readString(dir.resolve(name));
    }

    private static Map<String, Object> json(String name) throws IOException {
        return JSON.std.mapFrom(Files.readString(dir.resolve(name + ".json")));
    }

    private static List<Map<String, Object>> workers(Map<String, Object> json) {
        return ((List<?>) json.get("workers")).stream().map(worker -> {
            var fields = new HashMap<String, Object>();
            ((Map<?, ?>) worker).forEach((key, value) -> fields.put(key.toString(), value));
            return (Map<String, Object>) fields;
        }).toList();
    }

    private static long sum(List<Map<String, Object>> workers, String field) {
        return workers.stream().mapToLong(worker -> ((Number) worker.get(field)).longValue()).sum();
    }

    private static void assertEnds(Process process, String name, int status) throws IOException, InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(name).isTrue();
        assertThat(process.exitValue()).as(text(name)).isEqualTo(status);
    }

    @Test
    @Order(1)
    void allEchoesAreCountedOnceAndTheHistogramHasEveryValue() throws IOException, InterruptedException {
        Path hlog = dir.resolve("whole.hlog");
        Process load = load("whole", "--workers", "3", "--sessions", "100", "--warmup", "300ms", "--duration", "1s",
                "--hlog", hlog.toString());
        assertEnds(load, "whole", 0);
        Map<String, Object> whole = json("whole");
        assertThat(whole.get("outcome")).as(text("whole")).isEqualTo("OK");
        long total = ((Number) whole.get("totalEchoes")).longValue();
        assertThat(workers(whole)).hasSize(3).allMatch(worker -> worker.get("startBoundMicros") != null);
        assertThat(sum(workers(whole), "totalEchoes")).isEqualTo(total);
        assertThat(sum(workers(whole), "echoes")).isEqualTo(((Number) whole.get("echoes")).longValue());
        assertThat(sum(workers(whole), "sessions")).isEqualTo(100);
        assertThat(server.bytes()).isEqualTo(total * SIZE);
        assertSameBuckets(recorded(), logged(hlog), ((Number) whole.get("echoes")).longValue());
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isEqualTo(1);
        assertThat(text("other")).contains("error: ", Version.current(), "9.9.9");
    }

    /** By value, what each worker's load recorded, before anything was sent. */
    private static Map<Long, Long> recorded() throws IOException {
        var counts = new HashMap<Long, Long>();
        for (int i = 0; i < 3; i++) {
            for (String line : Files.readAllLines(dir.resolve("recorded" + i))) {
                String[] words = line.split(" ");
                counts.merge(Long.valueOf(words[0]), Long.valueOf(words[1]), Long::sum);
            }
        }
        return counts;
    }

    private static Histogram logged(Path hlog) throws IOException {
        var all = new Histogram(Latencies.HIGHEST, Latencies.DIGITS);
        try (var reader = new HistogramLogReader(hlog.toFile())) {
            for (var next = reader.nextIntervalHistogram(); next != null; next = reader.nextIntervalHistogram()) {
                if (next.getTag() == null) {
                    all.add((Histogram) next);
                }
            }
        }
        return all;
    }

    private static void assertSameBuckets(Map<Long, Long> recorded, Histogram merged, long echoes) {
        assertThat(merged.getTotalCount()).isEqualTo(echoes);
        var buckets = new HashMap<Long, Long>();
        merged.recordedValues().forEach(
                value -> buckets.put(value.getValueIteratedTo(), value.getCountAtValueIteratedTo()));
        assertThat(buckets).isEqualTo(recorded);
    }

    @Test
    @Order(2)
    void aCoordinatorThatIsKilledEndsTheLoadWithinFiveSecondsAndTheWorkersWaitAgain()
            throws IOException, InterruptedException {
        int before = server.accepted();
        Process load = load("killed", "--workers", "3", "--sessions", "30", "--warmup", "0s", "--duration", "60s");
        await().atMost(TIMEOUT).until(() -> server.accepted() == before + 30);
        long bytes = server.bytes();
        await().atMost(TIMEOUT).until(() -> server.bytes() > bytes);
        load.destroyForcibly().waitFor();
        long killedAt = System.nanoTime();
        await().atMost(Duration.ofSeconds(20)).until(() -> server.open() == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - killedAt)).isLessThan(Duration.ofSeconds(5));
        for (int i = 0; i < 3; i++) {
            assertThat(said(i)).contains("the coordinator is lost (");
        }
        assertThat(WORKERS).allMatch(Process::isAlive);
    }

    @Test
    @Order(3)
    void aWorkerThatIsKilledAndOneThatIsStoppedAreLostAndTheThirdGoesOn() throws IOException, InterruptedException {
        int before = server.accepted();
        Process load = load("lost", "--workers", "3", "--sessions", "30", "--warmup", "0s", "--duration", "4s");
        await().atMost(TIMEOUT).until(() -> server.accepted() == before + 30);
        long bytes = server.bytes();
        await().atMost(TIMEOUT).until(() -> server.bytes() > bytes);
        WORKERS.get(0).destroyForcibly();
        assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(WORKERS.get(1).pid())).start().waitFor())
                .isZero();
        long at = System.nanoTime();
        await().atMost(TIMEOUT).until(() -> text("lost").lines().filter(line -> line.contains(" lost ")).count() == 2);
        assertThat(Duration.ofNanos(System.nanoTime() - at)).isLessThan(Duration.ofSeconds(5));
        assertEnds(load, "lost", 1);
        assertThat(text("lost")).contains("DEGRADED: 30 sessions", "  lost worker 127.0.0.1:",
                ": its 10 sessions are not in the result");
        Map<String, Object> json = json("lost");
        assertThat(json.get("outcome")).isEqualTo("DEGRADED");
        assertThat(workers(json)).filteredOn(worker -> worker.get("lost") != null).hasSize(2);
        assertThat(workers(json)).filteredOn(worker -> worker.get("lost") == null).singleElement()
                .satisfies(left -> assertThat(left.get("echoes")).isEqualTo(json.get("echoes")));
    }

    @Test
    @Order(4)
    void withoutAClusterNothingOfJGroupsIsLoaded() throws IOException, InterruptedException {
        Path out = dir.resolve("alone");
        Process load = java(out, "-Xlog:class+load:stdout", EchoClientMain.class.getName(), "load", "--port",
                String.valueOf(server.port()), "--sessions", "2", "--warmup", "0s", "--duration", "200ms");
        assertEnds(load, "alone", 0);
        assertThat(text("alone")).contains("OK: 2 sessions", "threadlab.client.engine.LoadGenerator ");
        assertThat(text("alone")).doesNotContain("org.jgroups.");
    }
}
