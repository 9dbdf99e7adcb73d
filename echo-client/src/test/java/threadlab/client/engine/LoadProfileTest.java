package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;

/** How the sessions that are held come, stay and go: at their rate, idle or busy, from where, and when all fail. */
@Timeout(60)
@Tag("slow")
class LoadProfileTest {
    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final Duration HOUR = Duration.ofHours(1);
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    @ParameterizedTest
    @CsvSource({"20, 0, 100", "1, 9, 60", "3, 12, 60.5"})
    void withAConnectRateEachComesNoSoonerThanItsTurnAndAllTakePart(int sessions, int idle, double rate)
            throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, new ConnectionProfile(sessions, rate, idle, 0, 0), Duration.ZERO, WINDOW);
            long begin = System.nanoTime();
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            awaitAllClosed(server);
            assertThat(server.connections()).hasSize(sessions + idle)
                    .allMatch(
                            connection -> connection.acceptedAt() - begin >= (long) (connection.number() / rate * 1e9))
                    .filteredOn(connection -> connection.before().get() > 0).hasSize(sessions);
        }
    }

    @Test
    void idleSessionsAreSilentAndStayUntilTheWindowEnds() throws Exception {
        List<Boolean> closed = new ArrayList<>();
        try (var server = TestServer.honest()) {
            var listener = new LoadListener() {
                @Override
                public void measured() {
                    await().until(() -> server.accepted() == 5);
                    silent(server).forEach(connection -> closed.add(connection.socket().isClosed()));
                }
            };
            var plan = plan(server, new ConnectionProfile(2, 0, 3, 0, 0), Duration.ZERO, WINDOW);
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(closed).containsExactly(false, false, false);
            assertThat(result.firstFailure()).isNull();
            assertThat(result.echoes()).isPositive().isEqualTo(result.totalEchoes());
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            awaitAllClosed(server);
            assertThat(silent(server)).hasSize(3);
        }
    }

    /** Those that have sent nothing. */
    private static List<TestServer.Connection> silent(TestServer server) {
        return server.connections().stream().filter(connection -> connection.before().get() == 0).toList();
    }

    @Test
    void anIdleSessionThatTheServerClosesIsAFailureAndTheBusyOneGoesOn() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = runUntilAFailure(server, TestServer.Connection::close);
            assertThat(result.firstFailure())
                    .isEqualTo("unexpected-eof in session 1: idle: the server ended the stream");
            assertThat(result).returns(Map.of(Failure.UNEXPECTED_EOF, 1L), LoadResult::failures)
                    .returns(Outcome.FAILED, LoadResult::outcome);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
        }
    }

    @Test
    void anIdleSessionThatTheServerResetsIsAFailure() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = runUntilAFailure(server, TestServer.Connection::reset);
            assertThat(result.firstFailure()).startsWith("reset in session 1: idle: ");
            assertThat(result.failures()).isEqualTo(Map.of(Failure.RESET, 1L));
        }
    }

    @Test
    void bytesThatComeToAnIdleSessionAreAFailure() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = runUntilAFailure(server, idle -> idle.send((byte) 1, (byte) 2));
            assertThat(result.firstFailure())
                    .isEqualTo("corrupted in session 1: message 0, byte 0 is 1, and nothing was in flight");
            assertThat(result.failures()).isEqualTo(Map.of(Failure.CORRUPTED, 1L));
        }
    }

    @Test
    void theEchoOfAnotherThatComesToAnIdleSessionIsMisrouted() throws Exception {
        var first = new AtomicReference<byte[]>();
        try (var server = TestServer.with((connection, bytes) -> {
            first.compareAndSet(null, bytes);
            connection.send(bytes);
        })) {
            LoadResult result = runUntilAFailure(server, idle -> {
                await().until(() -> first.get() != null);
                idle.send(first.get());
            });
            assertThat(result.firstFailure()).startsWith("misrouted in session 1: ");
            assertThat(result.failures()).isEqualTo(Map.of(Failure.MISROUTED, 1L));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aRunOfAnHourEndsWhenAllItsSessionsHaveFailed(int warmupHours) throws Exception {
        try (var server = TestServer.with((connection, bytes) -> connection.reset())) {
            var plan = plan(server, new ConnectionProfile(3, 0, 2, 0, 0), HOUR.multipliedBy(warmupHours), HOUR);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result).returns(Map.of(Failure.RESET, 3L), LoadResult::failures)
                    .returns(Outcome.FAILED, LoadResult::outcome).returns(false, LoadResult::stopped);
            assertThat(result.measured()).isLessThan(HOUR);
            awaitAllClosed(server);
        }
    }

    /** ProbeSessions too: two of them come in the window, unless the machine is too busy to bring them in time. */
    @Test
    @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is this machine
    void connectionsComeFromAllSourcesInEqualParts() throws Exception {
        try (var server = TestServer.honest()) {
            var target = new Target("127.0.0.1", server.port(), List.of("127.0.0.2", "127.0.0.3"));
            LoadResult result = new LoadGenerator(from(target, new ConnectionProfile(4, 0, 2, 0, 20)), NOBODY, PATIENT)
                    .run();
            assertThat(result.firstFailure()).isNull();
            await().until(() -> server.accepted() >= 6);
            awaitAllClosed(server);
            Map<String, Long> from = server.connections().stream().collect(Collectors.groupingBy(
                    connection -> connection.socket().getInetAddress().getHostAddress(), Collectors.counting()));
            assertThat(from).containsOnlyKeys("127.0.0.2", "127.0.0.3");
            assertThat(from.values()).allMatch(count -> count == 3 || count == 4);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // others know only 127.0.0.1
    void aSourceThatIsNotOfThisMachineIsRefusedBeforeTheRun() throws Exception {
        try (var server = TestServer.honest()) {
            var target = new Target("127.0.0.1", server.port(), List.of("127.0.0.2", "192.0.2.1"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LoadGenerator(from(target, ConnectionProfile.of(6)), NOBODY, PATIENT).run())
                    .withMessage("source is '192.0.2.1', allowed: an address of this machine");
            assertThat(server.accepted()).isZero();
        }
    }

    @Test
    void aSourceOfAnotherFamilyIsRefusedBeforeTheRun() throws Exception {
        try (var server = TestServer.honest()) {
            var target = new Target("127.0.0.1", server.port(), List.of("127.0.0.1", "::1"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LoadGenerator(from(target, ConnectionProfile.of(6)), NOBODY, PATIENT).run())
                    .withMessageStartingWith("source is '::1', allowed: ");
            assertThat(server.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1000})
    void theLiveHeapIsKnownAfterAWarmUpOfASecondOnly(int warmupMillis) throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, ConnectionProfile.of(2), Duration.ofMillis(warmupMillis), WINDOW);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result.cost().liveHeapBytes() != null).isEqualTo(warmupMillis >= 1000);
        }
    }

    /** Something that the server does to a connection. */
    private interface Act {
        void on(TestServer.Connection connection) throws IOException;
    }

    /** One busy session, the first that is accepted, and an idle one, which is dealt with so. */
    private static LoadResult runUntilAFailure(TestServer server, Act act) throws Exception {
        var generator = new AtomicReference<LoadGenerator>();
        var listener = new LoadListener() {
            @Override
            public void measuring() {
                await().until(() -> server.accepted() == 2);
                try {
                    act.on(server.connections().getLast());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void progress(Interval interval) {
                if (interval.failures() > 0) {
                    generator.get().stop();
                }
            }
        };
        generator
                .set(new LoadGenerator(plan(server, new ConnectionProfile(1, 0, 1, 0, 0), Duration.ZERO, HOUR),
                        listener, PATIENT));
        LoadResult result = generator.get().run();
        awaitAllClosed(server);
        return result;
    }

    private static LoadPlan from(Target target, ConnectionProfile profile) {
        return new LoadPlan(target, profile, MessageSizes.of(SIZE), new LoadModel.Closed(1, Duration.ZERO), true,
                RunLimit.ofTime(Duration.ZERO, Duration.ofMillis(90)));
    }

    private static LoadPlan plan(TestServer server, ConnectionProfile profile, Duration warmup, Duration duration) {
        return new LoadPlan("127.0.0.1", server.port(), 1, SIZE, warmup, duration).withProfile(profile);
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
