package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerState;
import threadlab.server.events.ServerStats;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

/** What every thread model promises, with and without work before its echoes. */
@ParameterizedClass
@MethodSource("modelsWithoutAndWithWork")
class EchoServerContractTest {
    private static final Duration PLENTY = Duration.ofSeconds(30);

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final EchoServer server;
    private final ThreadModel model;

    EchoServerContractTest(ThreadModel model, boolean works) throws IOException {
        this.model = model;
        server = EchoServer.start(config(model, works));
    }

    static ServerConfig config(ThreadModel model, boolean works) {
        return ServerConfig.defaults().withThreadModel(model).withPort(0)
                .withWork(works ? Work.of("cpu 50us, pool 4 { wait 2ms }", 16 << 10, 1, new Computing(100)) : null);
    }

    static Stream<Arguments> modelsWithoutAndWithWork() {
        return Stream.of(ThreadModel.values())
                .flatMap(model -> Stream.of(Arguments.of(model, false), Arguments.of(model, true)));
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        background.shutdownNow();
    }

    @Test
    void everyByteValueComesBack() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (var peer = Peer.connect(server)) {
            assertThat(peer.echo(all)).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 16 * 1024, 100_000, 5_000_000})
    @Execution(ExecutionMode.CONCURRENT)
    void aMessageOfAnySizeComesBackInOrder(int size) throws Exception {
        byte[] message = random(size);
        try (var peer = Peer.connect(server)) {
            var sending = background.submit(() -> peer.send(message));
            assertThat(peer.receive(size)).isEqualTo(message);
            sending.get();
        }
    }

    @Test
    void bytesSentOneByOneComeBackAsTheyAre() throws IOException {
        try (var peer = Peer.connect(server)) {
            for (byte b : "one by one".getBytes(StandardCharsets.US_ASCII)) {
                peer.send(b);
            }
            assertThat(peer.receive(10)).asString(StandardCharsets.US_ASCII).isEqualTo("one by one");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPeerThatHalfClosesGetsTheRestThenTheEndOfTheStream() throws Exception {
        byte[] message = random(2_000_000);
        try (var peer = Peer.connect(server)) {
            var sending = background.submit(() -> {
                peer.send(message).halfClose();
                return null;
            });
            assertThat(peer.receiveRest()).isEqualTo(message);
            sending.get();
        }
        await().until(() -> server.stats().closed(CloseReason.END_OF_STREAM) == 1);
    }

    @Test
    void aPeerThatSaysNothingDelaysNobody() throws IOException {
        try (var silent = Peer.connect(server); var busy = Peer.connect(server)) {
            assertThat(busy.echo((byte) 7)).containsExactly(7);
            assertThat(silent.echo((byte) 8)).containsExactly(8);
        }
    }

    @Test
    void sessionsDoNotMixTheirBytes() throws Exception {
        List<Future<?>> sessions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            byte[] message = random(10_000 + i);
            sessions.add(background.submit(() -> {
                try (var peer = Peer.connect(server)) {
                    for (int round = 0; round < 10; round++) {
                        assertThat(peer.echo(message)).isEqualTo(message);
                    }
                }
                return null;
            }));
        }
        for (var session : sessions) {
            session.get();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aResetEndsItsSessionAndIsCounted() throws IOException {
        var peer = Peer.connect(server);
        peer.echo((byte) 1);
        peer.reset();
        await().untilAsserted(() -> {
            assertThat(server.stats().closed(CloseReason.RESET)).isEqualTo(1);
            assertThat(server.stats().open()).isZero();
        });
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void countersAddUpOverOpenAndEndedSessions() throws IOException {
        try (var ended = Peer.connect(server)) {
            ended.echo(random(100));
        }
        try (var open = Peer.connect(server)) {
            open.echo(random(11));
            await().untilAsserted(() -> {
                ServerStats stats = server.stats();
                assertThat(stats.accepted()).isEqualTo(2);
                assertThat(stats.open()).isEqualTo(1);
                assertThat(stats.ended()).isEqualTo(1);
                assertThat(stats.bytes()).isEqualTo(111);
                assertThat(stats.reads()).isEqualTo(2);
            });
        }
    }

    @Test
    void aStoppedServerRefusesConnectionsAndFreesItsPort() throws IOException {
        server.stop(PLENTY);
        assertThatThrownBy(() -> Peer.connect(server)).isInstanceOf(ConnectException.class);
        var again = ServerConfig.defaults().withThreadModel(model).withPort(server.address().getPort());
        try (var next = EchoServer.start(again); var peer = Peer.connect(next)) {
            assertThat(peer.echo((byte) 5)).containsExactly(5);
        }
    }

    @Test
    void aPortInUseIsRefused() throws IOException {
        try (var taken = new ServerSocket(0, 1, server.address().getAddress())) {
            var config = ServerConfig.defaults().withThreadModel(model).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> EchoServer.start(config)).isInstanceOf(BindException.class);
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
