package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.server.tls.Tls13Peer;
import threadlab.server.tls.TlsRecord;

/** Peers that always have more for their session, and only one carrier: the session lets others run all the same. */
@Timeout(120)
@Tag("process")
class TurnsTest {
    private static final int NEWCOMERS = 20;
    private static final int GREEDY = 2;
    private static final int SESSIONS = 1_000;
    private static final int LARGEST_SEGMENT = 64 * 1024;
    private static final List<String> ONE_CARRIER = List.of("-Xmx256m", "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    private final ExecutorService background = Executors
            .newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    private final List<Socket> greedy = new ArrayList<>();

    /** Which ends their threads. */
    @AfterEach
    void closeTheGreedy() throws IOException {
        for (Socket socket : greedy) {
            socket.close();
        }
        background.close();
    }

    @ParameterizedTest
    @CsvSource({"VIRTUAL_TUNED, 1", "VIRTUAL, 1", "VIRTUAL_TUNED, 16384", "VIRTUAL, 16384"})
    void newcomersAreServedBesideRecordsWithoutEnd(ThreadModel model, int size) throws Exception {
        try (var server = new ServerProcess("true", ONE_CARRIER, "--thread-model", model.toString(), "--tls",
                TlsFixture.file("server.pem").toString(), "--tls-key", TlsFixture.file("server-key.pem").toString())) {
            for (int i = 0; i < GREEDY; i++) {
                var peer = Tls13Peer.connect(server.address());
                byte[] data = new byte[size];
                byte[][] records = new byte[Math.ceilDiv(LARGEST_SEGMENT, size + 22)][];
                sendAndTakeBack(peer.peer().socket(), () -> {
                    Arrays.setAll(records, n -> peer.data(data));
                    return TlsRecord.join(records);
                });
            }
            for (int i = 0; i < NEWCOMERS; i++) {
                try (var newcomer = Tls13Peer.connect(server.address())) {
                    newcomer.send(newcomer.data((byte) i));
                    assertThat(newcomer.receive(1)).containsExactly(i);
                }
            }
        }
    }

    @Test
    void newcomersAreServedBesideBytesWithoutEnd() throws Exception {
        try (var server = new ServerProcess("true", ONE_CARRIER, "--thread-model", "virtual-tuned")) {
            for (int i = 0; i < GREEDY; i++) {
                byte[] data = new byte[LARGEST_SEGMENT];
                sendAndTakeBack(Peer.connect(server.address()).socket(), () -> data);
            }
            for (int i = 0; i < NEWCOMERS; i++) {
                try (var newcomer = Peer.connect(server.address())) {
                    assertThat(newcomer.echo((byte) i)).containsExactly(i);
                }
            }
        }
    }

    /** How long newcomers wait is counted in rounds of the other sessions, which a busy machine slows down too. */
    @Test
    void newcomersAreServedBesideAThousandSessionsAndAllAreDrained() throws Exception {
        var echoes = new LongAdder();
        try (var server = new ServerProcess("true", ONE_CARRIER, "--thread-model", "virtual-tuned");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SESSIONS; i++) {
                Peer peer = Peer.connect(server.address());
                greedy.add(peer.socket());
                peer.echo((byte) i); // it is served before the others are busy
            }
            greedy.forEach(socket -> threads.submit(() -> echoUntilTheEnd(new Peer(socket), echoes)));
            await().until(() -> echoes.sum() >= 10 * SESSIONS);
            long before = echoes.sum();
            for (int i = 0; i < NEWCOMERS; i++) {
                try (var newcomer = Peer.connect(server.address())) {
                    assertThat(newcomer.echo((byte) i)).containsExactly(i);
                }
            }
            assertThat((echoes.sum() - before) / SESSIONS).as("rounds").isLessThan(10 * NEWCOMERS);
            assertThat(server.stop().forced()).isZero();
        }
    }

    private static Void echoUntilTheEnd(Peer peer, LongAdder echoes) throws IOException {
        try (peer) {
            while (peer.echo((byte) 1).length > 0) {
                echoes.increment();
            }
        }
        return null;
    }

    private interface Segments {
        byte[] next();
    }

    /** What comes back is not looked at. */
    private void sendAndTakeBack(Socket socket, Segments segments) {
        greedy.add(socket);
        background.submit(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
        background.submit(() -> {
            while (true) { // until the socket is closed
                socket.getOutputStream().write(segments.next());
            }
        });
    }
}
