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
 * One load through one hazard to one server, and what must hold of it. Every byte that comes back is verified by the
 * load.
 *
 * @param bytes to be brought back, all sessions together
 */
record FaultTrial(FaultScenario hazard, ThreadModel model, long bytes, long seed) {
    private static final int SESSIONS = 16;
    private static final int DEPTH = 4;
    private static final Pattern CORRUPTED = Pattern
            .compile("corrupted in session \\d+: message (\\d+), byte (\\d+) is (\\d+), sent was (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * Sends far more than the hazard lets through, where it strikes them all.
     *
     * @return what happened, in a line
     * @throws AssertionError that names the seed, if what must hold does not
     */
    String run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        // What is on its way when a session ends does not come back.
        Fault fault = hazard.fault(bytes / SESSIONS + (DEPTH + 1) * hazard.size());
        var server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model));
        LoadResult load;
        long reads;
        try (server; var proxy = new FaultProxy(server.address(), fault, seed)) {
            load = load(proxy);
            checkLoad(load, fault);
            if (hazard == FaultScenario.SILENCE) {
                assertThat(server.stats().open()).as("nobody has told it, %s", this).isEqualTo(SESSIONS);
                server.stop(PATIENCE);
            }
            await(toString()).atMost(PATIENCE).until(() -> server.stats().open() == 0);
            checkServer(server.stats(), load, proxy);
            reads = server.stats().echoes();
        }
        return line(load, reads, (System.nanoTime() - start) / 1e9);
    }

    /** With those that a corrupted session may lose. */
    private long echoes() {
        return Math.ceilDiv(bytes, hazard.size()) + (hazard == FaultScenario.CORRUPT ? SESSIONS * DEPTH : 0);
    }

    private LoadResult load(FaultProxy proxy) throws IOException, InterruptedException {
        var plan = new LoadPlan("127.0.0.1", proxy.port(), SESSIONS, hazard.size(), Duration.ZERO, Duration.ofDays(1))
                .withLoadModel(new LoadModel.Closed(DEPTH, Duration.ZERO))
                .withLimit(RunLimit.ofEchoes(Duration.ZERO, hazard.strikesAll() ? 10 * echoes() : echoes()));
        var end = new EndInSilence(proxy);
        end.load = new LoadGenerator(plan, end);
        return end.load.run();
    }

    /** A load whose sessions all hear nothing any more would wait until its window ends. */
    private static final class EndInSilence implements LoadListener {
        private final FaultProxy proxy;
        private LoadGenerator load;

        EndInSilence(FaultProxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public void progress(Interval interval) {
            if (proxy.silent() == SESSIONS) {
                load.stop();
            }
        }
    }

    private void checkLoad(LoadResult load, Fault fault) {
        long sent = echoes();
        if (hazard.strikesAll()) {
            assertThat(load.failures()).as(toString()).isEqualTo(Map.of(hazard.failure, (long) SESSIONS));
            assertThat(load.totalEchoes()).as(toString()).isGreaterThanOrEqualTo(sent);
        } else if (fault instanceof Corrupt corrupt) {
            long flips = corrupt.flips().size();
            assertThat(load.failures()).as("%s: %s", this, corrupt.flips())
                    .isEqualTo(flips == 0 ? Map.of() : Map.of(hazard.failure, flips));
            assertThat(flips == 0 || corrupt.flips().stream().anyMatch(flip -> isTold(flip, load.firstFailure())))
                    .as("%s: %s in %s", this, load.firstFailure(), corrupt.flips()).isTrue();
            assertThat(load.totalEchoes()).as("%s: of a corrupted session those on the way are lost", this)
                    .isBetween(sent - flips * DEPTH, sent - flips);
        } else {
            assertThat(load.failures()).as(toString()).isEmpty();
            assertThat(load.totalEchoes()).as(toString()).isEqualTo(sent);
        }
    }

    /** Whether a failure's story is of that byte and of that bit in it. */
    private boolean isTold(Flip flip, String story) {
        Matcher told = CORRUPTED.matcher(story);
        return told.matches()
                && Long.parseLong(told.group(1)) * hazard.size() + Long.parseLong(told.group(2)) == flip.offset()
                && (Integer.parseInt(told.group(3)) ^ Integer.parseInt(told.group(4))) == 1 << flip.bit();
    }

    private void checkServer(ServerStats server, LoadResult load, FaultProxy proxy) {
        long verified = load.totalEchoes() * hazard.size();
        assertThat(server.accepted()).as(toString()).isEqualTo(SESSIONS);
        if (hazard.closing != null) {
            assertThat(server.closed()).as(toString()).isEqualTo(Map.of(hazard.closing, (long) SESSIONS));
        }
        if (hazard.failure == null) {
            assertThat(List.of(server.bytes(), proxy.passed(Direction.UP), proxy.passed(Direction.DOWN)))
                    .as(toString()).containsOnly(verified);
        } else {
            assertThat(server.bytes()).as(toString()).isGreaterThanOrEqualTo(verified);
        }
    }

    private String line(LoadResult load, long reads, double seconds) {
        return String.format(Locale.ROOT, "%-8s %-13s %,15d bytes in %,11d reads of the server %6.1f s, %s, seed %d",
                hazard, model, load.totalEchoes() * hazard.size(), reads, seconds,
                load.failures().isEmpty() ? "no error" : load.failures(), seed);
    }
}
