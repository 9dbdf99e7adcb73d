package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.server.backend.Backend;
import threadlab.server.events.CloseReason;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;

/** What every thread model promises of work that calls a backend. */
@ParameterizedClass
@EnumSource(ThreadModel.class)
@Timeout(60)
class BackendCallsTest {
    private static final byte[] MESSAGE = new byte[64];

    private final ThreadModel model;
    private Backend backend;
    private EchoServer server;

    BackendCallsTest(ThreadModel model) {
        this.model = model;
    }

    /** No more connections than the pools of the recipes have places. */
    private static Backend backend(int port) throws IOException {
        return Backend.start(new Endpoint("127.0.0.1", port, 100), 3, Duration.ZERO);
    }

    private void start(String recipe) throws IOException {
        Work work = Work.of(recipe, MESSAGE.length, 1, new Computing(50), backend.address());
        server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model).withWork(work));
    }

    @BeforeEach
    void startBackend() throws IOException {
        backend = backend(0);
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        backend.close();
    }

    @Test
    void anEchoComesAfterTheAnswer() throws Exception {
        start("fan 3 { call 20ms }");
        try (var peer = Peer.connect(server)) {
            for (int i = 0; i < 3; i++) {
                long begun = System.nanoTime();
                assertThat(peer.echo(MESSAGE)).isEqualTo(MESSAGE);
                assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(20_000_000);
            }
        }
    }

    /** The backend closes further ones at once. */
    @Test
    void noMoreConnectionsAreOpenedThanCallsAreMadeAtOnce() throws Exception {
        start("pool 3 { call 1ms }");
        List<Future<Integer>> echoes = new ArrayList<>();
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                echoes.add(background.submit(() -> {
                    try (var peer = Peer.connect(server)) {
                        return peer.echo(MESSAGE).length + peer.echo(MESSAGE).length;
                    }
                }));
            }
        }
        assertThat(echoes).allSatisfy(echo -> assertThat(echo.get()).isEqualTo(2 * MESSAGE.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call 1ms", "fan 3 { call 1ms }"})
    void aBackendThatIsGoneEndsTheSessionWithAReasonOfItsOwn(String recipe) throws Exception {
        start(recipe);
        try (var peer = Peer.connect(server)) {
            assertThat(peer.echo(MESSAGE)).isEqualTo(MESSAGE);
            backend.close();
            assertThat(peer.send(MESSAGE).receiveRest()).isEmpty();
        }
        await().until(() -> server.stats().closed(CloseReason.NO_BACKEND) == 1);
    }

    /** Its connections that were idle lead nowhere then. */
    @Test
    void aBackendThatIsBackIsCalledAgain() throws Exception {
        start("fan 3 { call 1ms }");
        try (var peer = Peer.connect(server)) {
            assertThat(peer.echo(MESSAGE)).isEqualTo(MESSAGE);
            int port = backend.address().getPort();
            backend.close();
            backend = backend(port);
            assertThat(peer.echo(MESSAGE)).isEqualTo(MESSAGE);
        }
    }

    /** The backend has no place for another server's connections before. */
    @Test
    void itsConnectionsEndWithTheServer() throws Exception {
        start("fan 3 { call 1ms }");
        try (var peer = Peer.connect(server)) {
            assertThat(peer.echo(MESSAGE)).isEqualTo(MESSAGE);
        }
        server.stop(Duration.ZERO);
        start("fan 3 { call 1ms }");
        await().until(() -> {
            try (var peer = Peer.connect(server)) {
                return peer.echo(MESSAGE).length == MESSAGE.length;
            }
        });
    }
}
