package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More clients than the heap has room for, who then leave. */
@Timeout(120)
@Tag("process")
class SmallHeapTest {
    private static final int CLIENTS = 4_000;

    /** The backlog holds those for whom there is no room. */
    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void theServerServesAgainOrEndsWithAStatusOfItsOwn(ThreadModel model) throws Exception {
        try (var server = new ServerProcess("true", List.of("-Xmx16m", "-XX:+ExitOnOutOfMemoryError"), "--thread-model",
                model.toString())) {
            Deque<SocketChannel> clients = new ArrayDeque<>();
            fill(server, clients);
            for (SocketChannel client : clients) {
                client.close();
            }
            await().pollInSameThread().ignoreExceptions().until(() -> server.status().isPresent() || echoes(server));
            server.status().ifPresent(status -> assertThat(status).isEqualTo(3));
        }
    }

    private static void fill(ServerProcess server, Deque<SocketChannel> clients) throws IOException {
        byte[] message = new byte[3_000];
        for (int i = 0; i < CLIENTS && server.status().isEmpty(); i++) {
            try {
                clients.push(SocketChannel.open(server.address()));
                clients.peek().write(ByteBuffer.wrap(message));
            } catch (IOException e) {
                if (server.status().isEmpty()) {
                    throw e;
                }
            }
        }
    }

    private static boolean echoes(ServerProcess server) throws IOException {
        try (var peer = Peer.connect(server.address())) {
            return peer.echo((byte) 1).length == 1;
        }
    }
}
