package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;
import threadlab.server.events.ServerStats;

/** Random sessions: each byte comes back, and the server ends each for the reason for which it should. */
@ParameterizedClass
@MethodSource("modelsAndTransports")
@Tag("slow")
class StreamDifferentialTest {
    private static final int FEW = 200;
    private static final int MANY = Integer.getInteger("lab.campaign.sessions", 4_000);
    private static final int AT_A_TIME = 24;

    /** What the server has said at the end of a session, or should have. */
    private record End(CloseReason reason, long bytes) {
    }

    static Stream<Arguments> modelsAndTransports() {
        return Stream.of(ThreadModel.values()).flatMap(model -> model.isThreadPerSession()
                ? Stream.of(Arguments.of(model, false), Arguments.of(model, true))
                : Stream.of(Arguments.of(model, false)));
    }

    private final ThreadModel model;
    private final boolean tls;
    /** By the client's address; completed by the server. */
    private final Map<SocketAddress, CompletableFuture<End>> ends = new ConcurrentHashMap<>();

    StreamDifferentialTest(ThreadModel model, boolean tls) {
        this.model = model;
        this.tls = tls;
    }

    @Test
    @Timeout(60)
    void aFewSessionsGetBackWhatTheySendAndEndAsTheyShould() throws Exception {
        play(FEW);
    }

    @Test
    @Tag("campaign")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void thousandsOfSessionsGetBackWhatTheySendAndEndAsTheyShould() throws Exception {
        long start = System.nanoTime();
        ServerStats stats = play(MANY);
        System.out.printf(Locale.ROOT, "%-13s %-5s %,d sessions, %,15d bytes, %s, %.1f s, seed %d%n", model, name(),
                stats.accepted(), stats.bytes(), new TreeMap<>(stats.closed()), (System.nanoTime() - start) / 1e9,
                Schedules.FIRST);
    }

    private ServerStats play(int count) throws Exception {
        Map<CloseReason, Long> reasons = new EnumMap<>(CloseReason.class);
        long bytes = 0;
        try (var server = EchoServer.start(config(), new Ends())) {
            for (End end : play(server, count)) {
                reasons.merge(end.reason, 1L, Long::sum);
                bytes += end.bytes;
            }
            await().until(() -> server.stats().open() == 0);
            assertThat(server.stats()).returns((long) count, ServerStats::accepted)
                    .returns(bytes, ServerStats::bytes).returns(reasons, ServerStats::closed);
            return server.stats();
        }
    }

    private List<End> play(EchoServer server, int count) {
        List<Future<End>> sessions = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            for (int i = 0; i < count; i++) {
                int number = i;
                sessions.add(threads.submit(() -> play(server, number, Schedules.FIRST + number)));
            }
        }
        List<Throwable> failures = sessions.stream().filter(session -> session.state() == Future.State.FAILED)
                .map(Future::exceptionNow).toList();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " of " + count + " sessions failed, the first one "
                    + failures.getFirst().getMessage(), failures.getFirst());
        }
        return sessions.stream().map(Future::resultNow).toList();
    }

    private ServerConfig config() throws IOException {
        ServerConfig plain = ServerConfig.defaults().withPort(0).withThreadModel(model);
        return tls ? plain.withTls(TlsFixture.open()) : plain;
    }

    /** How the session should end, and has ended. */
    private End play(EchoServer server, int number, long seed) {
        try (RandomSession session = tls ? new RandomTlsSession(server, seed) : new RandomPlainSession(server, seed)) {
            SocketAddress client = session.address();
            RandomSession.Ending ending = session.play();
            var expected = new End(session.reason(ending), session.bytes());
            assertThat(end(client).get(30, TimeUnit.SECONDS)).as("what the server says after %s", ending)
                    .isEqualTo(expected);
            ends.remove(client); // another one may come from there
            return expected;
        } catch (Exception | AssertionError e) {
            throw new AssertionError("with -Dlab.seed=%d, number %d of %s, %s: %s".formatted(seed, number, model,
                    name(), e), e);
        }
    }

    private String name() {
        return tls ? "TLS" : "plain";
    }

    private CompletableFuture<End> end(SocketAddress client) {
        return ends.computeIfAbsent(client, any -> new CompletableFuture<>());
    }

    private final class Ends implements ServerListener {
        @Override
        public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
            end(peer).complete(new End(reason, bytes));
        }
    }
}
