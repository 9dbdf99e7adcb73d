package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.events.DrainResult;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;
import threadlab.server.work.WorkStats;
import threadlab.server.work.WorkStats.StageTimes;

/** What every thread model promises of the work before an echo. */
@ParameterizedClass
@EnumSource(ThreadModel.class)
@Timeout(60)
@Tag("slow")
class WorkContractTest {
    private static final int MESSAGE = 64;

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ThreadModel model;
    private EchoServer server;

    WorkContractTest(ThreadModel model) {
        this.model = model;
    }

    private void start(String recipe, int messageBytes) throws IOException {
        server = EchoServer.start(config(Work.of(recipe, messageBytes, 1, new Computing(50))));
    }

    private ServerConfig config(Work work) {
        return ServerConfig.defaults().withPort(0).withThreadModel(model).withWork(work);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(Duration.ZERO);
        }
        background.shutdownNow();
    }

    private static byte[] random(int bytes) {
        byte[] message = new byte[bytes];
        new Random(7).nextBytes(message);
        return message;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait 30ms, cpu 10us", "fan 3 { wait 30ms }", "depth 100 { alloc 4KB { wait 30ms } }"})
    void anEchoComesAfterItsWork(String recipe) throws Exception {
        start(recipe, MESSAGE);
        try (var peer = Peer.connect(server)) {
            for (int i = 0; i < 3; i++) {
                byte[] message = random(MESSAGE);
                long begun = System.nanoTime();
                peer.send(message);
                assertThat(peer.receive(MESSAGE)).isEqualTo(message);
                assertThat(since(begun)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
            }
        }
    }

    /** Whatever the pieces are in which the bytes come and go. */
    @Test
    void everyByteComesBackHoweverLargeAMessageIs() throws Exception {
        for (int messageBytes : new int[]{1, 7, 100_000}) {
            start("cpu 1us, pool 4 { lock 2 { monitor 2 { cpu 1us } } }", messageBytes);
            byte[] stream = random(messageBytes < 1_000 ? 20_000 : 200_000); // each message is handed over and back
            try (var peer = Peer.connect(server)) {
                Future<?> sending = background.submit(() -> peer.send(stream));
                assertThat(peer.receive(stream.length)).as("messages of %d", messageBytes).isEqualTo(stream);
                sending.get();
            }
            server.stop(Duration.ZERO);
        }
    }

    /** Six messages that wait in two places take three times as long as one, at least. */
    @Test
    void aPoolLetsNoMoreInThanItHasPlaces() throws Exception {
        List<String> pools = model == ThreadModel.PLATFORM || model == ThreadModel.POOL
                ? List.of("pool 2", "pool 2 spin", "lock 1", "monitor 1")
                : List.of("pool 2", "lock 1", "monitor 1"); // virtual threads that spin keep each other from running
        for (String pool : pools) {
            start(pool + " { wait 20ms }", MESSAGE);
            long begun = System.nanoTime();
            List<Future<byte[]>> echoes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                echoes.add(background.submit(() -> {
                    try (var peer = Peer.connect(server)) {
                        peer.send(random(MESSAGE));
                        return peer.receive(MESSAGE);
                    }
                }));
            }
            for (Future<byte[]> echo : echoes) {
                assertThat(echo.get()).isEqualTo(random(MESSAGE));
            }
            assertThat(since(begun)).as(pool).isGreaterThanOrEqualTo(Duration.ofMillis(60));
            server.stop(Duration.ZERO);
        }
    }

    /** Forty at once, for four places: ten rounds of 2 ms, so most wait for a place. */
    @Test
    void whatWasAskedForAndWhatWasTakenIsCounted() throws Exception {
        start("cpu 50us, pool 4 { wait 2ms }", MESSAGE);
        List<Future<?>> sessions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sessions.add(background.submit(() -> {
                try (var peer = Peer.connect(server)) {
                    for (int message = 0; message < 3; message++) {
                        peer.echo(random(MESSAGE));
                    }
                }
                return null;
            }));
        }
        for (Future<?> session : sessions) {
            session.get();
        }
        WorkStats stats = server.work().takeStats();
        assertThat(stats.messages()).isEqualTo(120);
        assertThat(stats.stages()).extracting(StageTimes::stage, StageTimes::places, StageTimes::times,
                StageTimes::askedNanos).containsExactly(tuple("cpu", 0, 120L, 6_000_000L),
                        tuple("wait", 0, 120L, 240_000_000L), tuple("pool", 4, 120L, 0L));
        StageTimes wait = stats.stages().get(1);
        StageTimes pool = stats.stages().get(2);
        assertThat(stats.stages().getFirst().hadNanos()).isPositive();
        assertThat(wait.hadNanos()).isGreaterThanOrEqualTo(wait.askedNanos());
        assertThat(pool.hadNanos()).isGreaterThanOrEqualTo(wait.hadNanos());
        assertThat(pool.waitedNanos()).isPositive();
        assertThat(stats.nanosInWork()).isGreaterThanOrEqualTo(pool.hadNanos() + pool.waitedNanos());
        assertThat(stats.nanos()).isGreaterThanOrEqualTo(60_000_000L);
        assertThat(stats.mostInWork()).isBetween(5, 40);
        boolean isHandedOver = model == ThreadModel.POOL || model == ThreadModel.VIRTUAL_PER_REQUEST;
        assertThat(stats.threadWaits()).isEqualTo(isHandedOver ? 120 : 0);
        assertThat(stats.nanosForThread() > 0).isEqualTo(isHandedOver);
        assertThat(server.work().takeStats().mostInWork()).as("since the last call").isZero();
    }

    @Test
    void aDrainLosesNoReplyThatWasOwed() throws Exception {
        start("pool 4 { wait 5ms }, cpu 50us", MESSAGE);
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            peers.add(Peer.connect(server));
            assertThat(peers.getLast().echo(random(MESSAGE))).isEqualTo(random(MESSAGE)); // it was accepted
        }
        for (Peer peer : peers) {
            peer.send(random(MESSAGE));
        }
        List<Future<byte[]>> echoes = new ArrayList<>();
        for (Peer peer : peers) {
            echoes.add(background.submit(() -> {
                byte[] echo = peer.receive(MESSAGE);
                peer.close();
                return echo;
            }));
        }
        echoes.getFirst().get();
        DrainResult result = server.stop(Duration.ofSeconds(30));
        for (Future<byte[]> echo : echoes) {
            assertThat(echo.get()).isEqualTo(random(MESSAGE));
        }
        assertThat(result.forced()).isZero();
    }

    /** Nor for a second message that waits for a thread, or a place, which the first one has. */
    @Test
    void aStopDoesNotWaitForWorkBeyondItsDeadline() throws Exception {
        start("pool 1 { wait 10s }", MESSAGE);
        try (var one = Peer.connect(server); var other = Peer.connect(server)) {
            one.send(random(MESSAGE));
            other.send(random(MESSAGE));
            await().until(() -> server.stats().open() == 2);
            DrainResult result = server.stop(Duration.ofMillis(100));
            assertThat(result.forced()).isEqualTo(2);
            assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** One holds the place when all sessions end, and the others wait for it. */
    @Test
    void theWorkOfSessionsThatHaveEndedDoesNotGoOn() throws Exception {
        int sessions = 20;
        Work work = Work.of("pool 1 { wait 1s }", MESSAGE, 1, new Computing(50));
        server = EchoServer.start(config(work).withIdleTimeout(Duration.ofMillis(300)));
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            peers.add(Peer.connect(server));
            peers.getLast().send(random(MESSAGE));
        }
        await().until(() -> server.stats().accepted() == sessions && server.stats().open() == 0);
        await().atMost(Duration.ofSeconds(50)).until(() -> work.takeStats().mostInWork() == 0);
        assertThat(work.takeStats().stages()).filteredOn(stage -> stage.stage().equals("wait"))
                .allMatch(stage -> stage.times() < sessions);
        for (Peer peer : peers) {
            peer.close();
        }
    }

    /** The first server is stopped while a message holds the place. */
    @Test
    void workThatAStoppedServerHadCanBeThatOfAnother() throws Exception {
        Work work = Work.of("pool 1 { wait 100ms }", MESSAGE, 1, new Computing(50));
        server = EchoServer.start(config(work));
        try (var peer = Peer.connect(server)) {
            peer.send(random(MESSAGE));
            await().pollInterval(Duration.ofMillis(5)).until(() -> work.takeStats().mostInWork() == 1);
            server.stop(Duration.ZERO);
        }
        server = EchoServer.start(config(work));
        try (var peer = Peer.connect(server)) {
            assertThat(peer.echo(random(MESSAGE))).isEqualTo(random(MESSAGE));
        }
    }

    @Test
    void theEventLoopHasNoThreadThatCouldSpin() {
        Work work = Work.of("cpu 1us, lock 2 { pool 1 spin { wait 1ms } }", MESSAGE, 1, new Computing(1));
        ServerConfig config = ServerConfig.defaults().withThreadModel(ThreadModel.EVENT_LOOP);
        assertThatIllegalArgumentException().isThrownBy(() -> config.withWork(work))
                .withMessageContaining("event-loop").withMessageContaining("spin");
    }
}
