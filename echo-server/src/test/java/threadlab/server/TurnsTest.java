package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peers that always have more for their session, and only one carrier: the session lets others run all the same. */
@Timeout(120)
class TurnsTest {
    private static final int NEWCOMERS = 20;
    private static final List<String> ONE_CARRIER = List.of("-Xmx256m", "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    private volatile boolean over;

    @ParameterizedTest
    @CsvSource({"VIRTUAL, 1", "VIRTUAL_PLAIN, 1", "VIRTUAL, 16384", "VIRTUAL_PLAIN, 16384"})
    void newcomersAreServedBesideRecordsWithoutEnd(ThreadModel model, int size) throws Exception {
        SSLContext client = TlsFixture.client(null);
        try (var server = new ServerProcess("true", ONE_CARRIER, "--thread-model", model.toString(), "--tls",
                TlsFixture.file("server.pem").toString(), "--tls-key", TlsFixture.file("server-key.pem").toString())) {
            besides(size, () -> client.getSocketFactory().createSocket(server.address().getAddress(),
                    server.address().getPort()), 2);
        }
    }

    @Test
    void newcomersAreServedBesideBytesWithoutEnd() throws Exception {
        try (var server = new ServerProcess("true", ONE_CARRIER, "--thread-model", "virtual")) {
            besides(16 * 1024, () -> Peer.connect(server.address()).socket(), 3);
        }
    }

    private interface Connecting {
        Socket connect() throws IOException;
    }

    private void besides(int size, Connecting connecting, int greedy) throws Exception {
        try (ExecutorService background = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            Future<?>[] peers = new Future<?>[greedy];
            for (int i = 0; i < greedy; i++) {
                Socket socket = connecting.connect();
                background.submit(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
                peers[i] = background.submit(() -> send(socket, size));
            }
            for (int i = 0; i < NEWCOMERS; i++) {
                try (Socket newcomer = connecting.connect()) {
                    newcomer.setSoTimeout(60_000);
                    newcomer.getOutputStream().write(i);
                    assertThat(newcomer.getInputStream().read()).isEqualTo(i);
                }
            }
            over = true;
            for (Future<?> peer : peers) {
                peer.get();
            }
        }
    }

    private Void send(Socket socket, int size) throws IOException {
        byte[] bytes = new byte[size];
        try (socket) {
            while (!over) {
                socket.getOutputStream().write(bytes);
            }
        }
        return null;
    }
}
