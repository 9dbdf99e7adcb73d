package threadlab.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadlab.bench.faults.Corrupt.Flip;
import threadlab.bench.faults.ProxyPath.Direction;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.events.ServerStats;

/**
 * A load through a proxy with a fault to a server. The load verifies every byte that comes back.
 *
 * @param bytes that all sessions together must get back
 */
record FaultTrial(FaultScenario scenario, ThreadModel model, long bytes, long seed) {
    private static final int SESSIONS = 16;
    private static final int DEPTH = 4;
    private static final Pattern CORRUPTED = Pattern
            .compile("corrupted in session \\d+: message (\\d+), byte (\\d+) is (\\d+), sent was (\\d+)");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /**
     * Runs the load and checks its result. If the fault ends all sessions, the load would send far more than gets
     * through.
     *
     * @return a line about the result
     * @throws AssertionError that names the seed
     */
    String run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        // Messages that are in flight when a session ends do not come back.
        Fault fault = scenario.fault(bytes / SESSIONS + (DEPTH + 1) * scenario.size());
        var server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model));
        LoadResult load;
        long reads;
        try (server; var proxy = new FaultProxy(server.address(), fault, seed)) {
            load = load(proxy);
            checkLoad(load, fault);
            if (scenario == FaultScenario.BLACKHOLE) {
                assertThat(server.stats().open()).as("the server does not know of the end, %s", this)
                        .isEqualTo(SESSIONS);
                server.stop(TIMEOUT);
            }
            await(toString()).atMost(TIMEOUT).until(() -> server.stats().open() == 0);
            checkServer(server.stats(), load, proxy);
            reads = server.stats().reads();
        }
        return line(load, reads, (System.nanoTime() - start) / 1e9);
    }

    /** Returns the number of echoes, with those that a corrupted session may lose. */
    private long echoes() {
        return Math.ceilDiv(bytes, scenario.size()) + (scenario == FaultScenario.CORRUPT ? SESSIONS * DEPTH : 0);
    }

    private LoadResult load(FaultProxy proxy) throws IOException, InterruptedException {
        var plan = new LoadPlan("127.0.0.1", proxy.port(), SESSIONS, scenario.size(), Duration.ZERO, Duration.ofDays(1))
                .withLoadModel(new LoadModel.Closed(DEPTH, Duration.ZERO))
                .withLimit(RunLimit.ofEchoes(Duration.ZERO, scenario.endsAllSessions() ? 10 * echoes() : echoes()));
        var end = new StopInBlackhole(proxy);
        end.load = new LoadGenerator(plan, end);
        return end.load.run();
    }

    /** Stops the load when all of its sessions are in a blackhole; otherwise it would wait until its window ends. */
    private static final class StopInBlackhole implements LoadListener {
        private final FaultProxy proxy;
        private LoadGenerator load;

        StopInBlackhole(FaultProxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public void progress(Interval interval) {
            if (proxy.blackholes() == SESSIONS) {
                load.stop();
            }
        }
    }

    private void checkLoad(LoadResult load, Fault fault) {
        long expected = echoes();
        if (scenario.endsAllSessions()) {
            assertThat(load.failures()).as(toString()).isEqualTo(Map.of(scenario.failure, (long) SESSIONS));
            assertThat(load.totalEchoes()).as(toString()).isGreaterThanOrEqualTo(expected);
        } else if (fault instanceof Corrupt corrupt) {
            long flips = corrupt.flips().size();
            assertThat(load.failures()).as("%s: %s", this, corrupt.flips())
                    .isEqualTo(flips == 0 ? Map.of() : Map.of(scenario.failure, flips));
            assertThat(flips == 0 || corrupt.flips().stream().anyMatch(flip -> describes(flip, load.firstFailure())))
                    .as("%s: %s in %s", this, load.firstFailure(), corrupt.flips()).isTrue();
            assertThat(load.totalEchoes()).as("%s: a corrupted session loses the echoes in flight", this)
                    .isBetween(expected - flips * DEPTH, expected - flips);
        } else {
            assertThat(load.failures()).as(toString()).isEmpty();
            assertThat(load.totalEchoes()).as(toString()).isEqualTo(expected);
        }
    }

    /** Returns whether the details of a failure name the byte, and its value shows the bit. */
    private boolean describes(Flip flip, String detail) {
        Matcher found = CORRUPTED.matcher(detail);
        return found.matches()
                && Long.parseLong(found.group(1)) * scenario.size() + Long.parseLong(found.group(2)) == flip.offset()
                && (Integer.parseInt(found.group(3)) ^ Integer.parseInt(found.group(4))) == 1 << flip.bit();
    }

    private void checkServer(ServerStats server, LoadResult load, FaultProxy proxy) {
        long verified = load.totalEchoes() * scenario.size();
        assertThat(server.accepted()).as(toString()).isEqualTo(SESSIONS);
        if (scenario.closing != null) {
            assertThat(server.closed()).as(toString()).isEqualTo(Map.of(scenario.closing, (long) SESSIONS));
        }
        if (scenario.failure == null) {
            assertThat(List.of(server.bytes(), proxy.passed(Direction.UP), proxy.passed(Direction.DOWN)))
                    .as(toString()).containsOnly(verified);
        } else {
            assertThat(server.bytes()).as(toString()).isGreaterThanOrEqualTo(verified);
        }
    }

    private String line(LoadResult load, long reads, double seconds) {
        return String.format(Locale.ROOT, "%-8s %-13s %,15d bytes in %,11d reads of the server %6.1f s, %s, seed %d",
                scenario, model, load.totalEchoes() * scenario.size(), reads, seconds,
                load.failures().isEmpty() ? "no error" : load.failures(), seed);
    }
}
