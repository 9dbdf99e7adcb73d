package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static threadlab.client.PayloadTest.message;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.LoadResult.Outcome;

/** What a run finds at a server that is honest, at servers that are not, and at none. */
@Timeout(60)
class LoadGeneratorTest {
    private static final Duration WARMUP = Duration.ofMillis(50);
    private static final Duration WINDOW = Duration.ofMillis(150);
    /** Of runs whose every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    /** Of runs with an echo that never comes back. */
    private static final Duration IMPATIENT = Duration.ofMillis(100);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    @ParameterizedTest
    @ValueSource(ints = {1, SIZE, 100_000, 1 << 20})
    void echoesAreExactlyThoseThatTheServerHasSeen(int size) throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, 3, size, WARMUP, WINDOW), NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result).returns(Outcome.OK, LoadResult::outcome).returns(Map.of(), LoadResult::failures);
            assertThat(result.totalEchoes() * size).isEqualTo(server.bytes());
            assertThat(result.echoes()).isPositive().isLessThan(result.totalEchoes());
            assertThat(result.latencies().getTotalCount()).isEqualTo(result.echoes());
            assertThat(server.accepted()).isEqualTo(3);
            awaitAllClosed(server);
        }
    }

    @Test
    void moreSessionsThanConnectAtATimeAllTakePart() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, 250, SIZE, WARMUP, WINDOW), NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
            assertThat(server.accepted()).isEqualTo(250);
        }
    }

    @Test
    void withoutWarmUpEveryEchoIsMeasured() throws Exception {
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, 2, SIZE, Duration.ZERO, WINDOW), NOBODY, PATIENT).run();
            assertThat(result.echoes()).isPositive().isEqualTo(result.totalEchoes());
        }
    }

    @Test
    void aMessageSentInTheWarmUpIsNotMeasuredThoughItsEchoComesInTheWindow() throws Exception {
        var measuring = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void measuring() {
                measuring.countDown();
            }
        };
        try (var server = TestServer.with((connection, bytes) -> {
            measuring.await();
            connection.send(bytes);
        })) {
            var plan = plan(server, 4, SIZE, Duration.ofMillis(400), WINDOW);
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result.totalEchoes() - result.echoes()).isEqualTo(4);
            assertThat(result.latencies().getTotalCount()).isEqualTo(result.echoes());
        }
    }

    @Test
    void aMessageSentInTheWindowIsMeasuredThoughItsEchoComesAfterTheEnd() throws Exception {
        var measured = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void measured() {
                measured.countDown();
            }
        };
        try (var server = TestServer.with((connection, bytes) -> {
            measured.await();
            connection.send(bytes);
        })) {
            var plan = plan(server, 4, SIZE, Duration.ZERO, Duration.ofMillis(400));
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(result).returns(Outcome.OK, LoadResult::outcome).returns(4L, LoadResult::echoes)
                    .returns(4L, LoadResult::totalEchoes);
        }
    }

    @Test
    void aLatencyIsAtLeastWhatTheServerTook() throws Exception {
        long held = TimeUnit.MILLISECONDS.toNanos(20);
        try (var server = TestServer.with((connection, bytes) -> {
            long until = System.nanoTime() + held;
            while (System.nanoTime() - until < 0) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            connection.send(bytes);
        })) {
            LoadResult result = new LoadGenerator(plan(server, 2, SIZE, Duration.ZERO, WINDOW), NOBODY, PATIENT).run();
            assertThat(result.outcome()).isEqualTo(Outcome.OK);
            assertThat(result.latencies().getMinValue()).isGreaterThan(held * 999 / 1000);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,2,0", "64,0,0", "64,3,63", "100000,0,70001", "100000,1,99999"})
    void oneChangedBitIsAMismatchThatTellsWhere(int size, int sequence, int offset) throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            int at = connection.indexOf((long) sequence * size + offset);
            if (at >= 0 && at < bytes.length) {
                bytes[at] ^= 4;
            }
            connection.send(bytes);
        })) {
            LoadResult result = run(server, 1, size, PATIENT);
            int sent = message(size, 0, sequence)[offset] & 0xff;
            assertThat(result.firstFailure()).isEqualTo("mismatch in session 0: message " + sequence + ": byte "
                    + offset + " is " + (sent ^ 4) + ", sent was " + sent);
            assertFailed(result, Map.of(Failure.MISMATCH, 1L)).returns((long) sequence, LoadResult::totalEchoes);
            awaitAllClosed(server);
        }
    }

    @Test
    void aMismatchNamesItsSessionAndTheOthersGoOn() throws Exception {
        byte[] victim = message(SIZE, 2, 1);
        try (var server = TestServer.with((connection, bytes) -> {
            if (Arrays.equals(bytes, victim)) {
                bytes[17] ^= 1;
            }
            connection.send(bytes);
        })) {
            LoadResult result = run(server, 4, SIZE, PATIENT);
            assertThat(result.firstFailure()).startsWith("mismatch in session 2: message 1: byte 17 is ");
            assertFailed(result, Map.of(Failure.MISMATCH, 1L));
            assertThat((result.totalEchoes() + 1) * SIZE).isEqualTo(server.bytes());
            assertThat(result.echoes()).isPositive();
        }
    }

    @Test
    void aDroppedByteIsAMismatchAtTheNextOne() throws Exception {
        try (var server = dropping(SIZE + 10)) {
            LoadResult result = run(server, 1, SIZE, PATIENT);
            byte[] message = message(SIZE, 0, 1);
            int next = 10;
            while (message[next] == message[next + 1]) {
                next++;
            }
            assertThat(result.firstFailure()).isEqualTo("mismatch in session 0: message 1: byte " + next + " is "
                    + (message[next + 1] & 0xff) + ", sent was " + (message[next] & 0xff));
            assertFailed(result, Map.of(Failure.MISMATCH, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void aDroppedLastByteIsUnfinished() throws Exception {
        try (var server = dropping(SIZE + SIZE - 1)) {
            LoadResult result = run(server, 1, SIZE, IMPATIENT);
            assertThat(result.firstFailure()).isEqualTo("unfinished in session 0: message 1: no complete echo in time");
            assertFailed(result, Map.of(Failure.UNFINISHED, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void anEchoThatComesTwiceIsAMismatchInTheNextMessage() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            connection.send(bytes);
            connection.send(bytes);
        })) {
            LoadResult result = run(server, 1, SIZE, PATIENT);
            assertThat(result.firstFailure()).startsWith("mismatch in session 0: message 1: byte ");
            assertFailed(result, Map.of(Failure.MISMATCH, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void twoSessionsThatGetEachOthersEchoesBothMismatch() throws Exception {
        var crossing = new Exchanger<byte[]>();
        try (var server = TestServer.with((connection, bytes) -> connection.send(crossing.exchange(bytes)))) {
            LoadResult result = run(server, 2, SIZE, PATIENT);
            int wrong = Arrays.mismatch(message(SIZE, 0, 0), message(SIZE, 1, 0));
            assertThat(result.firstFailure())
                    .matches("mismatch in session [01]: message 0: byte " + wrong + " is .*");
            assertFailed(result, Map.of(Failure.MISMATCH, 2L)).returns(0L, LoadResult::totalEchoes);
        }
    }

    @Test
    void anEndOfTheStreamWithinAnEchoIsClosedEarly() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.indexOf(SIZE) == 0) {
                connection.send(Arrays.copyOf(bytes, 10));
                connection.close();
            } else {
                connection.send(bytes);
            }
        })) {
            LoadResult result = run(server, 1, SIZE, PATIENT);
            assertThat(result.firstFailure()).isEqualTo(
                    "closed-early in session 0: message 1: the server ended the stream after 10 of 64 bytes");
            assertFailed(result, Map.of(Failure.CLOSED_EARLY, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void anEndOfTheStreamBetweenEchoesIsClosedEarlyToo() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            connection.send(bytes);
            connection.halfClose();
        })) {
            LoadResult result = run(server, 3, SIZE, PATIENT);
            assertThat(result.firstFailure()).matches(
                    "closed-early in session [012]: message 1: the server ended the stream after 0 of 64 bytes");
            assertFailed(result, Map.of(Failure.CLOSED_EARLY, 3L)).returns(3L, LoadResult::totalEchoes);
            awaitAllClosed(server);
        }
    }

    @Test
    void aConnectionThatBreaksIsReset() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.indexOf(SIZE) == 0) {
                connection.reset();
            } else {
                connection.send(bytes);
            }
        })) {
            LoadResult result = run(server, 1, SIZE, PATIENT);
            assertThat(result.firstFailure()).isEqualTo("reset in session 0: message 1: Connection reset");
            assertFailed(result, Map.of(Failure.RESET, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void silenceIsUnfinishedWhenThePatienceIsOverAndTheConnectionsAreClosed() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.indexOf(SIZE) > 0) {
                connection.send(bytes);
            }
        })) {
            LoadResult result = run(server, 3, SIZE, IMPATIENT);
            assertThat(result.firstFailure())
                    .matches("unfinished in session [012]: message 1: no complete echo in time");
            assertFailed(result, Map.of(Failure.UNFINISHED, 3L)).returns(3L, LoadResult::totalEchoes);
            awaitAllClosed(server);
        }
    }

    @Test
    void aServerThatReadsOnlyTheStartOfALongMessageBlocksNobody() throws Exception {
        var end = new CountDownLatch(1);
        try (var server = TestServer.with((connection, bytes) -> end.await())) {
            LoadResult result = run(server, 2, 1 << 20, IMPATIENT);
            assertFailed(result, Map.of(Failure.UNFINISHED, 2L)).returns(0L, LoadResult::totalEchoes);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aServerThatRefusesTheFirstConnectionEndsTheRunBeforeItBegins() throws Exception {
        try (var closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var events = new Events();
            var plan = new LoadPlan("127.0.0.1", closed.getLocalPort(), 3, SIZE, WARMUP, WINDOW);
            assertThatThrownBy(() -> new LoadGenerator(plan, events, PATIENT).run())
                    .isInstanceOf(ConnectException.class).hasMessage("Connection refused");
            assertThat(events.seen).isEmpty();
        }
    }

    @Test
    void anUnknownHostEndsTheRunBeforeItBegins() {
        var plan = new LoadPlan("no-such-host.invalid", 1, 3, SIZE, WARMUP, WINDOW);
        assertThatThrownBy(() -> new LoadGenerator(plan, NOBODY, PATIENT).run())
                .isInstanceOf(UnknownHostException.class).hasMessage("no-such-host.invalid");
    }

    /** Those that the kernel has connected and nobody accepts any more end in a reset, the others cannot connect. */
    @Test
    void sessionsThatCannotConnectAreCountedAndTheOthersRun() throws Exception {
        try (var server = TestServer.honestToTheFirst()) {
            LoadResult result = run(server, 20, SIZE, PATIENT);
            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            long refused = result.failures().getOrDefault(Failure.NOT_CONNECTED, 0L);
            long reset = result.failures().getOrDefault(Failure.RESET, 0L);
            assertThat(refused).isGreaterThan(10);
            assertThat(refused + reset).isEqualTo(19);
            assertThat(result.echoes()).isPositive();
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
        }
    }

    @Test
    void theListenerHearsOfTheWindowsBeginAndEndOnceEachInOrder() throws Exception {
        try (var server = TestServer.honest()) {
            var events = new Events();
            new LoadGenerator(plan(server, 1, SIZE, Duration.ofMillis(120), Duration.ofMillis(120)), events, PATIENT)
                    .run();
            assertThat(events.seen).containsSubsequence("progress", "measuring", "progress", "measured")
                    .containsOnlyOnce("measuring", "measured").endsWith("measured");
            assertThat(events.elapsed).isSorted().allSatisfy(elapsed -> assertThat(elapsed).isPositive());
        }
    }

    @Test
    void theListenersLatenciesAddUpToThoseOfTheResultButForTheLast() throws Exception {
        var seen = new AtomicLong();
        var measured = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void measured() {
                measured.countDown();
            }

            @Override
            public void progress(Duration elapsed, long echoesPerSecond, Histogram latencies, long failures) {
                seen.addAndGet(latencies.getTotalCount());
            }
        };
        try (var server = TestServer.with((connection, bytes) -> {
            if (connection.indexOf(5 * SIZE) <= 0) {
                measured.await();
            }
            connection.send(bytes);
        })) {
            var plan = plan(server, 2, SIZE, Duration.ZERO, Duration.ofMillis(350));
            LoadResult result = new LoadGenerator(plan, listener, PATIENT).run();
            assertThat(seen).as("five of each session").hasValue(10);
            assertThat(result.latencies().getTotalCount()).as("and one of each that came after the end").isEqualTo(12);
        }
    }

    @Test
    void theListenerHearsOfFailuresAndAFailedSessionClosesItsConnectionWhileTheRunGoesOn() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            bytes[0] ^= 1;
            connection.send(bytes);
        })) {
            var listener = new LoadListener() {
                @Override
                public void progress(Duration elapsed, long echoesPerSecond, Histogram latencies, long failures) {
                    if (failures == 3) {
                        awaitAllClosed(server);
                        Thread.currentThread().interrupt();
                    }
                }
            };
            var plan = plan(server, 3, SIZE, Duration.ZERO, Duration.ofHours(1));
            assertThatThrownBy(() -> new LoadGenerator(plan, listener, PATIENT).run())
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void theWarmUpHasEchoesButNoLatenciesAndAnInterruptEndsItAndClosesAllConnections() throws Exception {
        try (var server = TestServer.honest()) {
            var steps = new AtomicInteger();
            var listener = new LoadListener() {
                @Override
                public void progress(Duration elapsed, long echoesPerSecond, Histogram latencies, long failures) {
                    assertThat(latencies.getTotalCount()).isZero();
                    assertThat(failures).isZero();
                    if (echoesPerSecond > 0) {
                        steps.incrementAndGet();
                        Thread.currentThread().interrupt();
                    }
                }
            };
            var plan = plan(server, 5, SIZE, Duration.ofHours(1), WINDOW);
            assertThatThrownBy(() -> new LoadGenerator(plan, listener, PATIENT).run())
                    .isInstanceOf(InterruptedException.class);
            assertThat(steps).hasValue(1);
            assertThat(server.accepted()).isEqualTo(5);
            awaitAllClosed(server);
        }
    }

    @Test
    void anInterruptEndsARunWhoseSessionsAllWaitForTheServer() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
        })) {
            var plan = plan(server, 5, SIZE, Duration.ZERO, Duration.ofHours(1));
            FutureTask<LoadResult> run = new FutureTask<>(() -> new LoadGenerator(plan, NOBODY, PATIENT).run());
            Thread runner = Thread.ofPlatform().start(run);
            await().until(() -> server.bytes() == 5 * SIZE);
            runner.interrupt();
            assertThatThrownBy(run::get).hasCauseInstanceOf(InterruptedException.class);
            awaitAllClosed(server);
        }
    }

    /** A listener's queue of two, and nobody who accepts: the third connection waits for ever. */
    @Test
    void anInterruptEndsARunThatStillConnects() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var plan = new LoadPlan("127.0.0.1", full.getLocalPort(), 10, SIZE, WARMUP, WINDOW);
            var events = new Events();
            FutureTask<LoadResult> run = new FutureTask<>(() -> new LoadGenerator(plan, events, PATIENT).run());
            Thread runner = Thread.ofPlatform().start(run);
            await().until(() -> runner.getState() == Thread.State.WAITING);
            runner.interrupt();
            assertThatThrownBy(run::get).hasCauseInstanceOf(InterruptedException.class);
            assertThat(events.seen).isEmpty();
            try (Socket first = full.accept()) {
                first.setSoTimeout(10_000);
                assertThat(first.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aListenerThatThrowsEndsTheRunAndClosesAllConnections() throws Exception {
        try (var server = TestServer.honest()) {
            var listener = new LoadListener() {
                @Override
                public void measuring() {
                    throw new IllegalStateException("by the listener");
                }
            };
            var plan = plan(server, 5, SIZE, WARMUP, Duration.ofHours(1));
            assertThatThrownBy(() -> new LoadGenerator(plan, listener, PATIENT).run())
                    .isInstanceOf(IllegalStateException.class);
            awaitAllClosed(server);
        }
    }

    /** What a listener heard, in order. */
    private static final class Events implements LoadListener {
        private final List<String> seen = new ArrayList<>();
        private final List<Duration> elapsed = new ArrayList<>();

        @Override
        public void measuring() {
            seen.add("measuring");
        }

        @Override
        public void measured() {
            seen.add("measured");
        }

        @Override
        public void progress(Duration elapsed, long echoesPerSecond, Histogram latencies, long failures) {
            seen.add("progress");
            this.elapsed.add(elapsed);
        }
    }

    /** Does not send back one byte of every connection. */
    private static TestServer dropping(long offset) throws IOException {
        return TestServer.with((connection, bytes) -> {
            int at = connection.indexOf(offset);
            if (at >= 0 && at < bytes.length) {
                connection.send(Arrays.copyOf(bytes, at));
                connection.send(Arrays.copyOfRange(bytes, at + 1, bytes.length));
            } else {
                connection.send(bytes);
            }
        });
    }

    private static LoadResult run(TestServer server, int sessions, int size, Duration patience) throws Exception {
        return new LoadGenerator(plan(server, sessions, size, WARMUP, WINDOW), NOBODY, patience).run();
    }

    private static LoadPlan plan(TestServer server, int sessions, int size, Duration warmup, Duration duration) {
        return new LoadPlan("127.0.0.1", server.port(), sessions, size, warmup, duration);
    }

    private static ObjectAssert<LoadResult> assertFailed(LoadResult result,
            Map<Failure, Long> failures) {
        return assertThat(result).returns(Outcome.FAILED, LoadResult::outcome).returns(failures, LoadResult::failures);
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
