package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.TestServer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Outcome;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;

/** What a run finds at a server that is honest, at servers that are not, and at none. */
@Timeout(60)
@Tag("slow")
class LoadGeneratorTest {
    private static final Duration WARMUP = Duration.ofMillis(100);
    private static final Duration WINDOW = Duration.ofMillis(200);
    /** For runs in which every echo comes back, however busy the machine is. */
    private static final Duration PATIENT = Duration.ofSeconds(30);
    /** For runs with an echo that never comes back. */
    private static final Duration IMPATIENT = Duration.ofMillis(100);
    private static final int SIZE = 64;
    private static final LoadListener NOBODY = new LoadListener() {
    };

    @ParameterizedTest
    @ValueSource(ints = {1, SIZE, 100_000, 1 << 20})
    void echoesAreExactlyThoseThatTheServerHasSeen(int size) throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, 3, size, WARMUP, Duration.ofSeconds(1));
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertThat(result).returns(Map.of(), LoadResult::failures);
            assertThat(result.totalEchoes() * size).isEqualTo(server.bytes());
            assertThat(result.echoes()).isPositive().isLessThan(result.totalEchoes());
            assertThat(result.latencies().responseTime().getTotalCount()).isEqualTo(result.echoes());
            assertThat(server.accepted()).isEqualTo(3);
            awaitAllClosed(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,2,64", "3,8,64", "3,1024,1", "2,16,100000", "2,3,1048576"})
    void withManyMessagesInFlightEchoesAreThoseThatTheServerHasSeenToo(int sessions, int depth, int size)
            throws Exception {
        try (var server = TestServer.honest()) {
            var plan = plan(server, sessions, MessageSizes.of(size), new LoadModel.Closed(depth, Duration.ZERO), true);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertWentWell(result);
            assertThat(result.totalEchoes() * size).isEqualTo(server.bytes());
            assertThat(result.totalEchoes()).isGreaterThanOrEqualTo((long) sessions * depth);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,9", "8,1,9", "1,1,100000", "16,1,100000", "4,60000,70000"})
    void messagesOfManySizesAreAsLongAsTheSeedSays(int depth, int min, int max) throws Exception {
        var sizes = new MessageSizes(min, max, 7);
        try (var server = TestServer.honest()) {
            var plan = plan(server, 1, sizes, new LoadModel.Closed(depth, Duration.ZERO), true);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure()).isNull();
            assertWentWell(result);
            assertThat(LongStream.range(0, result.totalEchoes()).map(message -> sizes.of(0, message)).sum())
                    .isEqualTo(server.bytes()).isPositive();
        }
    }

    /** The server waits until all of them are there, once. */
    @Test
    void asManyMessagesAsTheDepthAreSentBeforeTheFirstEcho() throws Exception {
        var held = new ByteArrayOutputStream();
        try (var server = TestServer.with((connection, bytes) -> {
            held.writeBytes(bytes);
            if (held.size() >= 8 * SIZE) {
                connection.send(held.toByteArray());
            }
        })) {
            var plan = plan(server, 1, MessageSizes.of(SIZE), new LoadModel.Closed(8, Duration.ofHours(1)), true);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.failures()).isEmpty();
            assertThat(result.totalEchoes()).isEqualTo(8);
            assertThat(server.bytes()).isEqualTo(8 * SIZE);
        }
    }

    @Test
    void notMoreMessagesThanTheDepthAreSentToAServerThatNeverAnswers() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
        })) {
            var plan = plan(server, 3, MessageSizes.of(SIZE), new LoadModel.Closed(5, Duration.ZERO), true);
            LoadResult result = new LoadGenerator(plan, NOBODY, IMPATIENT).run();
            assertThat(result.firstFailure()).matches("unfinished in session [012]: message 0, byte 0: no more came in "
                    + "time; 5 messages in flight");
            assertFailed(result, Map.of(Failure.UNFINISHED, 3L)).returns(0L, LoadResult::totalEchoes);
            await().untilAsserted(() -> assertThat(server.bytes()).isEqualTo(3 * 5 * SIZE));
            awaitAllClosed(server);
            assertThat(server.bytes()).isEqualTo(3 * 5 * SIZE);
        }
    }

    /** Measured by the server, from before it answers until it has read the next message. */
    @Test
    void betweenAnEchoAndTheNextMessageLiesTheThinkTime() throws Exception {
        var think = Duration.ofMillis(7);
        List<Long> pauses = new CopyOnWriteArrayList<>();
        var answered = new AtomicLong();
        try (var server = TestServer.with((connection, bytes) -> {
            long now = System.nanoTime();
            if (connection.indexOf(0) < 0) {
                pauses.add(now - answered.get());
            }
            answered.set(System.nanoTime());
            connection.send(bytes);
        })) {
            var plan = plan(server, 1, MessageSizes.of(SIZE), new LoadModel.Closed(1, think), true);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertWentWell(result);
            assertThat(pauses).isNotEmpty().allMatch(pause -> pause >= think.toNanos());
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
            assertThat(result.latencies().responseTime().getTotalCount()).isEqualTo(result.echoes());
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
            assertThat(result).returns(Map.of(), LoadResult::failures).returns(4L, LoadResult::echoes)
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
            assertWentWell(result);
            assertThat(result.latencies().responseTime().getMinValue()).isGreaterThan(held * 999 / 1000);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,2,0", "64,0,0", "64,3,63", "100000,0,70001", "100000,1,99999"})
    void oneChangedBitIsCorruptedAndTellsWhere(int size, int sequence, int offset) throws Exception {
        var sent = new AtomicInteger();
        try (var server = flipping(0, (long) sequence * size + offset, sent)) {
            LoadResult result = runUntilAllHaveFailed(server, 1, size);
            assertThat(result.firstFailure()).isEqualTo("corrupted in session 0: message " + sequence + ", byte "
                    + offset + " is " + (sent.get() ^ 4) + ", sent was " + sent);
            assertFailed(result, Map.of(Failure.CORRUPTED, 1L)).returns((long) sequence, LoadResult::totalEchoes);
            awaitAllClosed(server);
        }
    }

    /** Session 0 connects alone, before the others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aWrongEchoNamesItsSessionAndTheOthersGoOn(int session) throws Exception {
        try (var server = flipping(session, SIZE + 17, new AtomicInteger())) {
            LoadResult result = run(server, 2, SIZE, PATIENT);
            assertThat(result.firstFailure())
                    .startsWith("corrupted in session " + session + ": message 1, byte 17 is ");
            assertFailed(result, Map.of(Failure.CORRUPTED, 1L));
            assertThat((result.totalEchoes() + 1) * SIZE).isEqualTo(server.bytes());
            assertThat(result.echoes()).isPositive();
        }
    }

    @Test
    void withoutVerificationAChangedBitIsNotNoticed() throws Exception {
        var sent = new AtomicInteger(-1);
        try (var server = flipping(0, SIZE + 17, sent)) {
            var plan = plan(server, 1, MessageSizes.of(SIZE), new LoadModel.Closed(1, Duration.ZERO), false);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(sent).as("the changed byte").doesNotHaveValue(-1);
            assertWentWell(result);
            assertThat(result.totalEchoes() * SIZE).isEqualTo(server.bytes());
        }
    }

    @Test
    void withoutVerificationBytesThatNobodyAskedForAreStillNoticed() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> connection.send(joined(bytes, bytes)))) {
            var plan = plan(server, 1, MessageSizes.of(SIZE), new LoadModel.Closed(1, Duration.ZERO), false);
            assertThat(new LoadGenerator(plan, NOBODY, IMPATIENT).run().outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    /** The next byte may be the same by chance, then the difference comes later. */
    @Test
    void aDroppedByteInTheMiddleIsTruncated() throws Exception {
        try (var server = dropping(SIZE + 10)) {
            LoadResult result = runUntilAllHaveFailed(server, 1, SIZE);
            assertThat(result.firstFailure())
                    .matches("truncated in session 0: message 1, byte 1\\d: 1 bytes are missing");
            assertFailed(result, Map.of(Failure.TRUNCATED, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void aDroppedLastByteIsUnfinished() throws Exception {
        try (var server = dropping(SIZE + SIZE - 1)) {
            LoadResult result = run(server, 1, SIZE, IMPATIENT);
            assertThat(result.firstFailure()).isEqualTo("unfinished in session 0: message 1, byte 63: no more came in "
                    + "time; 1 message in flight");
            assertFailed(result, Map.of(Failure.UNFINISHED, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    /** The second copy comes before the next message is sent, together with the first. */
    @Test
    void anEchoThatComesTwiceAtOnceIsDuplicatedThoughNothingIsExpected() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> connection.send(joined(bytes, bytes)))) {
            LoadResult result = runUntilAllHaveFailed(server, 1, SIZE);
            assertThat(result.firstFailure())
                    .matches("duplicated in session 0: message 1, byte \\d+: message 0 came again");
            assertFailed(result, Map.of(Failure.DUPLICATED, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    /** The second copy of one message comes in place of the next one. */
    @Test
    void anEchoThatComesAgainInPlaceOfTheNextIsDuplicated() throws Exception {
        var earlier = new AtomicReference<byte[]>();
        try (var server = TestServer.with((connection, bytes) -> {
            byte[] first = earlier.getAndSet(bytes);
            connection.send(first == null ? bytes : first);
        })) {
            LoadResult result = runUntilAllHaveFailed(server, 1, SIZE);
            assertThat(result.firstFailure())
                    .matches("duplicated in session 0: message 1, byte \\d+: message 0 came again");
            assertFailed(result, Map.of(Failure.DUPLICATED, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void twoSessionsThatGetEachOthersEchoesAreBothMisrouted() throws Exception {
        var crossing = new Exchanger<byte[]>();
        try (var server = TestServer.with((connection, bytes) -> connection.send(crossing.exchange(bytes)))) {
            LoadResult result = runUntilAllHaveFailed(server, 2, SIZE);
            assertThat(result.firstFailure())
                    .matches("misrouted in session (0: message 0, byte \\d+: message 0 of session 1"
                            + "|1: message 0, byte \\d+: message 0 of session 0) came instead");
            assertFailed(result, Map.of(Failure.MISROUTED, 2L)).returns(0L, LoadResult::totalEchoes);
        }
    }

    /** Two messages of 100 bytes are on their way, and the server answers the second one first. */
    @Test
    void anEchoBeforeThatOfAnEarlierMessageIsReordered() throws Exception {
        var all = new ByteArrayOutputStream();
        try (var server = TestServer.with((connection, bytes) -> {
            all.writeBytes(bytes);
            if (all.size() == 200) {
                connection.send(joined(Arrays.copyOfRange(all.toByteArray(), 100, 200),
                        Arrays.copyOf(all.toByteArray(), 100)));
            }
        })) {
            var plan = plan(server, 1, MessageSizes.of(100), new LoadModel.Closed(2, Duration.ZERO), true);
            LoadResult result = new LoadGenerator(plan, NOBODY, PATIENT).run();
            assertThat(result.firstFailure())
                    .matches("reordered in session 0: message 0, byte \\d+: message 1 came instead");
            assertFailed(result, Map.of(Failure.REORDERED, 1L)).returns(0L, LoadResult::totalEchoes);
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
            LoadResult result = runUntilAllHaveFailed(server, 1, SIZE);
            assertThat(result.firstFailure()).isEqualTo(
                    "unexpected-eof in session 0: message 1, byte 10: the server ended the stream");
            assertFailed(result, Map.of(Failure.UNEXPECTED_EOF, 1L)).returns(1L, LoadResult::totalEchoes);
        }
    }

    @Test
    void anEndOfTheStreamBetweenEchoesIsClosedEarlyToo() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            connection.send(bytes);
            connection.halfClose();
        })) {
            LoadResult result = runUntilAllHaveFailed(server, 3, SIZE);
            assertThat(result.firstFailure()).matches(
                    "unexpected-eof in session [012]: message 1, byte 0: the server ended the stream");
            assertFailed(result, Map.of(Failure.UNEXPECTED_EOF, 3L)).returns(3L, LoadResult::totalEchoes);
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
            LoadResult result = runUntilAllHaveFailed(server, 1, SIZE);
            assertThat(result.firstFailure()).isEqualTo("reset in session 0: message 1, byte 0: Connection reset");
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
                    .matches("unfinished in session [012]: message 1, byte 0: no more came in time; "
                            + "1 message in flight");
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
            assertThat(events.seen).containsExactly("ended");
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
        try (var server = TestServer.honestToTheFirst(1)) {
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
                    .containsOnlyOnce("measuring", "measured", "ended").endsWith("measured", "progress", "ended");
            assertThat(events.elapsed).isSorted().allSatisfy(elapsed -> assertThat(elapsed).isPositive());
        }
    }

    @Test
    void theListenersLatenciesAddUpToThoseOfTheResultTheLastOnesIncluded() throws Exception {
        Latencies seen = Latencies.empty();
        var beforeTheEnd = new AtomicLong();
        var measured = new CountDownLatch(1);
        var listener = new LoadListener() {
            @Override
            public void measured() {
                beforeTheEnd.set(seen.responseTime().getTotalCount());
                measured.countDown();
            }

            @Override
            public void progress(Interval interval) {
                seen.add(interval.latencies());
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
            assertThat(beforeTheEnd).as("five of each session").hasValue(10);
            assertThat(result.echoes()).as("and one of each that came after the end").isEqualTo(12);
            assertThat(seen).isEqualTo(result.latencies());
            assertThat(seen.responseTime().getTotalCount()).isEqualTo(12);
        }
    }

    /** The warm-up ends with a step that may come late, when there are measured echoes already. */
    @Test
    void noMeasuredEchoIsReportedBeforeTheWindowIs() throws Exception {
        Latencies seen = Latencies.empty();
        var listener = new LoadListener() {
            @Override
            public void measuring() {
                seen.reset();
            }

            @Override
            public void progress(Interval interval) {
                seen.add(interval.latencies());
            }
        };
        try (var server = TestServer.honest()) {
            LoadResult result = new LoadGenerator(plan(server, 50, SIZE, WARMUP, WINDOW), listener, PATIENT).run();
            assertThat(result.echoes()).isPositive();
            assertThat(seen).isEqualTo(result.latencies());
        }
    }

    @Test
    void theListenerHearsOfFailuresAndAFailedSessionClosesItsConnectionWhileTheRunGoesOn() throws Exception {
        try (var server = TestServer.with((connection, bytes) -> {
            bytes[0] ^= (byte) (connection.number() == 0 ? 0 : 1);
            connection.send(bytes);
        })) {
            var listener = new LoadListener() {
                @Override
                public void progress(Interval interval) {
                    if (interval.failures() == 2) {
                        await().untilAsserted(() -> assertThat(server.open()).isEqualTo(1));
                        Thread.currentThread().interrupt();
                    }
                }
            };
            var plan = plan(server, 3, SIZE, Duration.ZERO, Duration.ofHours(1));
            assertThatThrownBy(() -> new LoadGenerator(plan, listener, PATIENT).run())
                    .isInstanceOf(InterruptedException.class);
            awaitAllClosed(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT1H", "PT1H,PT1H"})
    void aRunIsOverWhenItsLastSessionHasFailed(Duration warmup, Duration duration) throws Exception {
        try (var server = TestServer.with((connection, bytes) -> connection.close())) {
            var events = new Events();
            LoadResult result = new LoadGenerator(plan(server, 3, SIZE, warmup, duration), events, PATIENT).run();
            assertFailed(result, Map.of(Failure.UNEXPECTED_EOF, 3L)).returns(false, LoadResult::stopped);
            assertThat(result.measured()).isLessThan(duration);
            assertThat(events.seen).containsOnlyOnce("measuring", "measured", "ended").endsWith("measured", "progress",
                    "ended");
        }
    }

    @Test
    void theWarmUpHasEchoesButNoLatenciesAndAnInterruptEndsItAndClosesAllConnections() throws Exception {
        try (var server = TestServer.honest()) {
            var steps = new AtomicInteger();
            var listener = new LoadListener() {
                @Override
                public void progress(Interval interval) {
                    assertThat(interval.latencies().responseTime().getTotalCount()).isZero();
                    assertThat(interval.failures()).isZero();
                    if (interval.echoesPerSecond() > 0) {
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
            await().until(() -> Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(runner.getState()));
            runner.interrupt();
            assertThatThrownBy(run::get).hasCauseInstanceOf(InterruptedException.class);
            assertThat(events.seen).containsExactly("ended");
            try (Socket first = full.accept()) {
                first.setSoTimeout(10_000);
                assertThat(ends(first)).isTrue();
            }
        }
    }

    @Test
    void aListenerThatThrowsEndsTheRunAndClosesAllConnections() throws Exception {
        try (var server = TestServer.honest()) {
            var ended = new AtomicInteger();
            var listener = new LoadListener() {
                @Override
                public void measuring() {
                    throw new IllegalStateException("by the listener");
                }

                @Override
                public void ended() {
                    ended.incrementAndGet();
                }
            };
            var plan = plan(server, 5, SIZE, WARMUP, Duration.ofHours(1));
            assertThatThrownBy(() -> new LoadGenerator(plan, listener, PATIENT).run())
                    .isInstanceOf(IllegalStateException.class);
            assertThat(ended).hasValue(1);
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
        public void ended() {
            seen.add("ended");
        }

        @Override
        public void progress(Interval interval) {
            seen.add("progress");
            elapsed.add(interval.elapsed());
        }
    }

    /** True once the other side has closed or reset the connection. */
    private static boolean ends(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Changes one bit of one byte of the connection accepted as that one. */
    private static TestServer flipping(int connectionNumber, long offset, AtomicInteger sent) throws IOException {
        return TestServer.with((connection, bytes) -> {
            int at = connection.indexOf(offset);
            if (connection.number() == connectionNumber && at >= 0 && at < bytes.length) {
                sent.set(bytes[at] & 0xff);
                bytes[at] ^= 4;
            }
            connection.send(bytes);
        });
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
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

    /** Without a warm-up, so that the first message of each session is measured, however busy the machine is. */
    private static LoadResult run(TestServer server, int sessions, int size, Duration timeout) throws Exception {
        return new LoadGenerator(plan(server, sessions, size, Duration.ZERO, WINDOW), NOBODY, timeout).run();
    }

    /** That ends the run, so that there is time enough for it on a busy machine. */
    private static LoadResult runUntilAllHaveFailed(TestServer server, int sessions, int size) throws Exception {
        var plan = plan(server, sessions, size, Duration.ZERO, Duration.ofMinutes(1));
        return new LoadGenerator(plan, NOBODY, PATIENT).run();
    }

    private static LoadPlan plan(TestServer server, int sessions, int size, Duration warmup, Duration duration) {
        return new LoadPlan("127.0.0.1", server.port(), sessions, size, warmup, duration);
    }

    private static LoadPlan plan(TestServer server, int sessions, MessageSizes sizes, LoadModel loadModel,
            boolean verify) {
        return new LoadPlan(new Target("127.0.0.1", server.port()), ConnectionProfile.of(sessions), sizes, loadModel,
                verify,
                RunLimit.ofTime(Duration.ZERO, WINDOW));
    }

    /** Not its outcome: others may take this machine's CPU away meanwhile. */
    private static void assertWentWell(LoadResult result) {
        assertThat(result.failures()).isEmpty();
        assertThat(result.echoes()).isPositive();
    }

    private static ObjectAssert<LoadResult> assertFailed(LoadResult result,
            Map<Failure, Long> failures) {
        return assertThat(result).returns(Outcome.FAILED, LoadResult::outcome).returns(failures, LoadResult::failures);
    }

    private static void awaitAllClosed(TestServer server) {
        await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
}
