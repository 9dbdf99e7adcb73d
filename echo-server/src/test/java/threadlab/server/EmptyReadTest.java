package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.blocking.BlockingSession;
import threadlab.server.blocking.Transport;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** A session wakes, finds nothing to read, and is half-closed by the drain before it does anything else. */
class EmptyReadTest {
    private final SessionRegistry registry = new SessionRegistry(1);
    private SocketChannel peer;
    private SocketChannel channel;
    private BlockingSession session;

    /** Gives the buffer back after the empty read only once the drain has half-closed and more has come. */
    private final ChannelIo drainedWhileReading = new ChannelIo() {
        private boolean drained;

        @Override
        public void await(int operation) {
            // The channel is not blocking: the session looks again and again.
        }

        @Override
        public void channelClosed() {
            // Nothing waits.
        }

        @Override
        public ByteBuffer acquire() {
            return ByteBuffer.allocate(16);
        }

        @Override
        public void release(ByteBuffer buffer) {
            if (!drained) {
                drained = true;
                drainAndSendLate();
            }
        }
    };

    @Test
    @Timeout(60)
    void whatComesAfterTheHalfCloseIsDroppedAndTheSessionCountsAsDrained() throws IOException {
        try (var listener = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            peer = SocketChannel.open(listener.getLocalAddress());
            channel = listener.accept();
            peer.configureBlocking(false);
            channel.configureBlocking(false);
            session = new BlockingSession(channel, (InetSocketAddress) channel.getRemoteAddress(),
                    new Transport(channel, drainedWhileReading), registry, ServerListener.NONE);
            assertThat(registry.acquire()).isTrue();
            registry.register(session, InetAddress.getLoopbackAddress());
            session.run();
        }
        assertThat(registry.stats().closed()).containsOnlyKeys(CloseReason.DRAINED);
        assertThat(registry.stats().reads()).isZero();
    }

    private void drainAndSendLate() {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            session.drain(CloseReason.DRAINED);
            return peer.read(ByteBuffer.allocate(1)) < 0;
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (peer.isOpen()) {
                peer.write(ByteBuffer.wrap(new byte[4]));
                peer.close();
            }
            return channel.socket().getInputStream().available() == 4;
        });
    }
}
