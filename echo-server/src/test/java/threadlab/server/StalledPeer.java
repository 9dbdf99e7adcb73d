package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A peer that sends as much as the buffers on the way take, and reads nothing until it is told to. Its buffers are as
 * the system makes them: small ones take longer to fill, since TCP waits before it sends little.
 */
public final class StalledPeer implements AutoCloseable {
    private final SocketChannel channel = SocketChannel.open();
    private final ByteBuffer data = ByteBuffer.allocateDirect(64 * 1024);
    private long sent;

    public StalledPeer(InetSocketAddress server) throws IOException {
        channel.connect(server);
        channel.configureBlocking(false);
    }

    /** The same connection for what every peer can do. */
    public Peer peer() {
        return new Peer(channel.socket());
    }

    /** Sends what goes at once; how many bytes that were. */
    public long push() throws IOException {
        long before = sent;
        int count;
        do {
            data.clear();
            for (int i = 0; i < data.capacity(); i++) {
                data.put(i, byteAt(sent + i));
            }
            count = channel.write(data);
            sent += count;
        } while (count > 0);
        return sent - before;
    }

    public long sent() {
        return sent;
    }

    /** At most so many of the bytes that it has sent have not reached the server. */
    public long mostInItsBuffer() throws IOException {
        return channel.getOption(StandardSocketOptions.SO_SNDBUF);
    }

    /** Reads until the end of the stream; how many bytes came back, each as it was sent. */
    public long receiveRest() throws IOException {
        channel.configureBlocking(true);
        channel.socket().setSoTimeout(10_000);
        InputStream in = channel.socket().getInputStream();
        byte[] bytes = new byte[64 * 1024];
        long received = 0;
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            for (int i = 0; i < count; i++) {
                if (bytes[i] != byteAt(received + i)) {
                    assertThat(bytes[i]).as("byte %d", received + i).isEqualTo(byteAt(received + i));
                }
            }
            received += count;
        }
        return received;
    }

    private static byte byteAt(long position) {
        return (byte) (position ^ position >> 8 ^ position >> 16);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
