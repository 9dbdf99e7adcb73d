package threadlab.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A session's bytes: those of its socket, or TLS over it. Never blocks. The loop's thread's own. */
public interface Transport {

    /** The bytes as they are. */
    static Transport plain(SocketChannel channel) {
        return new Transport() {
            @Override
            public int read(ByteBuffer into) throws IOException {
                return channel.read(into);
            }

            @Override
            public int write(ByteBuffer bytes) throws IOException {
                return channel.write(bytes);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    /**
     * Goes on with what comes before the first byte.
     *
     * @return the operation of {@link SelectionKey} to wait for, before this is called again; 0 when it is done
     * @throws javax.net.ssl.SSLException if there is no TLS that both ends speak and trust
     */
    default int open() throws IOException {
        return 0;
    }

    /** As {@link SocketChannel#read(ByteBuffer)}: 0 for nothing now, -1 for nothing any more. */
    int read(ByteBuffer into) throws IOException;

    /** Whether the next read may find something without the socket being ready. */
    default boolean mayHoldMore() {
        return false;
    }

    /** As {@link SocketChannel#write(ByteBuffer)}. */
    int write(ByteBuffer bytes) throws IOException;

    /** Sends what was taken and found no room; false if some is left, and the socket is to be waited for. */
    default boolean flush() throws IOException {
        return true;
    }

    void close() throws IOException;
}
