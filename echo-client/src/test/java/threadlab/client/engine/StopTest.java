package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.verify.Failure;

/** A run that is stopped has what it measured until then, and ends soon; so does one whose thread is interrupted. */
@Timeout(60)
@Tag("slow")
class StopTest {
    private static final Duration HOUR = Duration.ofHours(1);
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    /** For runs with an echo that never comes back. */
    private static final Duration IMPATIENT = Duration.ofMillis(100);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    /** Two calls are like one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRunThatIsStoppedHasWhatItMeasured(int times) throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        var listener = new LoadListener() {
            @Override
            public void progress(Interval interval) {
                if (interval.latencies().responseTime().getTotalCount() > 0) {
                    for (int i = 0; i < times; i++) {
                        generator.join().stop();
                    }
                }
            }
        };
        try (var server = TestServer.honest()) {
            LoadPlan plan = plan(server.port(), new ConnectionProfile(3, 0, 2, 20, 20), Duration.ofMillis(30), HOUR);
            generator.complete(new LoadGenerator(plan, listener, PATIENT));
            LoadResult result = generator.join().run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result).returns(true, LoadResult::stopped).returns(Outcome.DEGRADED, LoadResult::outcome);
            assertThat(result.reasons().getFirst()).matches("stopped early, after \\d+\\.\\d of 3600 s measured");
            assertThat(result.echoes()).isPositive().isEqualTo(result.latencies().responseTime().getTotalCount());
            assertThat(result.measured()).isPositive().isLessThan(HOUR);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            awaitAllClosed(server);
        }
    }

    @Test
    void aRunOfEchoesThatIsStoppedSaysAfterHowMany() throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.before().get() == 5 * SIZE) {
                generator.join().stop();
            }
            connection.send(bytes);
        })) {
            LoadPlan plan = plan(server.port(), ConnectionProfile.of(1), Duration.ZERO, HOUR)
                    .withLimit(RunLimit.ofEchoes(Duration.ZERO, 1_000_000_000));
            generator.complete(new LoadGenerator(plan, NOBODY, PATIENT));
            LoadResult result = generator.join().run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.reasons().getFirst())
                    .isEqualTo(String.format(Locale.ROOT, "stopped early, after %,d of 1,000,000,000 echoes",
                            result.echoes()));
            assertThat(result.echoes()).isGreaterThan(5);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            // The session may begin one more before it learns of the stop, and what was due after it is not measured.
            assertThat(result.echoes()).isBetween(result.totalEchoes() - 1, result.totalEchoes());
        }
    }

    /** Whatever is sent before the stop is held until the window has ended. */
    @Test
    void echoesThatAreOnTheirWayWhenARunIsStoppedAreWaitedForAndMeasured() throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        var measured = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void measured() {
                measured.countDown();
            }
        };
        try (var server = TestServer.with((connection, bytes) -> {
            generator.join().stop();
            measured.await();
            connection.send(bytes);
        })) {
            LoadPlan plan = plan(server.port(), ConnectionProfile.of(4), Duration.ZERO, HOUR)
                    .withLoadModel(new LoadModel.Closed(3, Duration.ZERO));
            generator.complete(new LoadGenerator(plan, listener, PATIENT));
            LoadResult result = generator.join().run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.stopped()).isTrue();
            assertThat(result.echoes()).isEqualTo(result.totalEchoes()).isEqualTo(4 * 3);
            assertThat(server.bytes()).isEqualTo(4 * 3 * SIZE);
            assertThat(result.messages().inTime()).isZero();
        }
    }

    @Test
    void aRunThatIsStoppedInItsWarmUpHasMeasuredNothing() throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        try (var server = TestServer.with((connection, bytes) -> {
            generator.join().stop();
            connection.send(bytes);
        })) {
            LoadPlan plan = plan(server.port(), new ConnectionProfile(3, 0, 2, 0, 100), HOUR, Duration.ofSeconds(1));
            generator.complete(new LoadGenerator(plan, NOBODY, PATIENT));
            LoadResult result = generator.join().run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result).returns(true, LoadResult::stopped).returns(Outcome.FAILED, LoadResult::outcome)
                    .returns(0L, LoadResult::echoes).returns(Duration.ZERO, LoadResult::measured);
            assertThat(result.probes().opened()).isZero();
            assertThat(result.reasons().getFirst()).isEqualTo("stopped early, after 0.0 of 1 s measured");
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes()).isPositive();
            awaitAllClosed(server);
        }
    }

    /** Without the stop it would take a minute to connect all. */
    @Test
    @Timeout(20)
    void aRunThatIsStoppedWhileItsSessionsConnectOneByOneConnectsNoMore() throws Exception {
        try (var server = TestServer.honest()) {
            var generator = new LoadGenerator(
                    plan(server.port(), new ConnectionProfile(300, 20, 900, 0, 0), Duration.ZERO, HOUR), NOBODY,
                    PATIENT);
            var run = new FutureTask<>(generator::run);
            Thread.ofPlatform().start(run);
            await().until(() -> server.accepted() >= 5);
            generator.stop();
            LoadResult result = run.get();
            assertThat(result.stopped()).isTrue();
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            assertThat(server.accepted()).isLessThan(1200);
            awaitAllClosed(server);
        }
    }

    /** Sessions are replaced meanwhile, and soon each that there is, also one that has connected after the stop. */
    @Test
    @Timeout(20)
    void aRunThatIsStoppedWhileItsSessionsConnectReplacesNoneThatNeverBegan() throws Exception {
        try (var server = TestServer.honest()) {
            var generator = new LoadGenerator(
                    plan(server.port(), new ConnectionProfile(2_000, 500, 0, 5_000, 0), HOUR, HOUR), NOBODY, PATIENT);
            var run = new FutureTask<>(generator::run);
            Thread.ofPlatform().start(run);
            await().until(() -> server.accepted() >= 5);
            generator.stop();
            assertThat(run.get()).returns(true, LoadResult::stopped).returns(Outcome.FAILED, LoadResult::outcome);
            awaitAllClosed(server);
        }
    }

    /** Two connections find room in the queue; the others would wait for ten seconds. */
    @Test
    @Timeout(8)
    void aRunThatIsStoppedWhileNobodyAcceptsItsSessionsEndsWithThem() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var generator = new LoadGenerator(
                    plan(listener.getLocalPort(), ConnectionProfile.of(10), Duration.ZERO, HOUR), NOBODY,
                    IMPATIENT);
            var run = new FutureTask<>(generator::run);
            Thread thread = Thread.ofPlatform().start(run);
            await().until(() -> thread.getState() == Thread.State.WAITING); // for the sessions
            generator.stop();
            LoadResult result = run.get();
            assertThat(result).returns(true, LoadResult::stopped).returns(Outcome.FAILED, LoadResult::outcome)
                    .returns(0L, LoadResult::totalEchoes);
            assertThat(result.failures()).containsKey(Failure.TIMED_OUT);
            assertThat(result.failed()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void aRunThatWasStoppedBeforeItBeganEndsAtOnce() throws Exception {
        try (var server = TestServer.honest()) {
            var generator = new LoadGenerator(plan(server.port(), ConnectionProfile.of(1), Duration.ZERO, HOUR), NOBODY,
                    PATIENT);
            generator.stop();
            LoadResult result = generator.run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.stopped()).isTrue();
            assertThat(result.measured()).isLessThan(HOUR);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            awaitAllClosed(server);
        }
    }

    /** The timeout is that of a stopped run, two seconds. */
    @Test
    @Timeout(20)
    void aRunThatIsStoppedDoesNotWaitLongForAServerThatNeverAnswers() throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        try (var server = TestServer.with((connection, bytes) -> generator.join().stop())) {
            generator.complete(
                    new LoadGenerator(plan(server.port(), ConnectionProfile.of(3), Duration.ZERO, HOUR), NOBODY,
                            PATIENT));
            LoadResult result = generator.join().run();
            assertThat(result).returns(true, LoadResult::stopped).returns(Outcome.FAILED, LoadResult::outcome)
                    .returns(Map.of(Failure.UNFINISHED, 3L), LoadResult::failures);
            awaitAllClosed(server);
        }
    }

    /** The idle session is closed when the load has begun to wait for the last echo. */
    @Test
    @Timeout(20)
    void aStopWhileTheLastEchoesAreWaitedForShortensTheWait() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
        })) {
            var generator = new LoadGenerator(
                    plan(server.port(), new ConnectionProfile(1, 0, 1, 0, 0), Duration.ZERO, Duration.ofMillis(100)),
                    NOBODY,
                    PATIENT);
            var run = new FutureTask<>(generator::run);
            Thread.ofPlatform().start(run);
            await().until(() -> server.accepted() == 2);
            await().until(() -> server.open() == 1);
            generator.stop();
            assertThat(run.get().failures()).isEqualTo(Map.of(Failure.UNFINISHED, 1L));
        }
    }

    @Test
    void aShortRunThatIsStoppedSaysOfHowManySeconds() throws Exception {
        try (var server = TestServer.honest()) {
            var generator = new LoadGenerator(
                    plan(server.port(), ConnectionProfile.of(1), HOUR, Duration.ofMillis(100)), NOBODY, PATIENT);
            generator.stop();
            assertThat(generator.run().reasons()).contains("stopped early, after 0.0 of 0.1 s measured");
        }
    }

    @Test
    void aRunThatIsStoppedAfterItsWindowWasNotStoppedEarly() throws Exception {
        var generator = new CompletableFuture<LoadGenerator>();
        var listener = new LoadListener() {
            @Override
            public void measured() {
                generator.join().stop();
            }
        };
        var window = Duration.ofMillis(100);
        try (var server = TestServer.honest()) {
            generator.complete(
                    new LoadGenerator(plan(server.port(), ConnectionProfile.of(1), Duration.ZERO, window), listener,
                            PATIENT));
            LoadResult result = generator.join().run();
            assertThat(result.measured()).isEqualTo(window);
            assertThat(result.reasons()).noneMatch(reason -> reason.startsWith("stopped early"));
        }
    }

    /** More than connect at a time, to a server that accepts none: each attempt would last for ten seconds. */
    @Test
    void aRunWhoseThreadIsInterruptedWhileItConnectsEndsBeforeTheAttemptsDo() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var run = interruptedWhileConnecting(listener);
            assertThatThrownBy(run::get).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aRunWhoseThreadIsInterruptedWhileItConnectsLeavesNoConnectionOpenAndNoLoopFails() throws Exception {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        var handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            interruptedWhileConnecting(listener);
            for (int i = 0; i < 2; i++) { // those in the queue
                try (Socket socket = listener.accept()) {
                    socket.setSoTimeout(5000);
                    assertThat(ends(socket)).isTrue();
                }
            }
            assertThat(uncaught).isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static FutureTask<LoadResult> interruptedWhileConnecting(ServerSocket listener) throws Exception {
        var generator = new LoadGenerator(plan(listener.getLocalPort(), ConnectionProfile.of(200), Duration.ZERO, HOUR),
                NOBODY,
                PATIENT);
        var run = new FutureTask<>(generator::run);
        Thread thread = Thread.ofPlatform().start(run);
        await().until(() -> thread.getState() == Thread.State.WAITING); // for the sessions
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(8))).as("has ended").isTrue();
        for (Thread loop : Thread.getAllStackTraces().keySet()) {
            if (loop.getName().startsWith("load-")) {
                loop.join(); // what it throws is no other test's
            }
        }
        return run;
    }

    private static LoadPlan plan(int port, ConnectionProfile profile, Duration warmup, Duration duration) {
        return new LoadPlan("127.0.0.1", port, 1, SIZE, warmup, duration).withProfile(profile);
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
