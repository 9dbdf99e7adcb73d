package threadlab.client.transport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** The byte stream of a session: its socket, or TLS over it. Never blocks. Not thread-safe. */
public interface Transport extends Closeable {

    /** Returns the socket itself as a transport. */
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
     * Continues the TLS handshake, if there is one.
     *
     * @return the operation of {@link SelectionKey} to wait for before the next call; 0 when the handshake is done
     * @throws javax.net.ssl.SSLException if the handshake failed
     */
    default int handshake() throws IOException {
        return 0;
    }

    /** Reads as {@link SocketChannel#read(ByteBuffer)} does: 0 if nothing is there yet, -1 at the end of the stream. */
    int read(ByteBuffer into) throws IOException;

    /** Returns whether the next read may find something although the socket is not readable. */
    default boolean hasBufferedInput() {
        return false;
    }

    /** Writes as {@link SocketChannel#write(ByteBuffer)} does. */
    int write(ByteBuffer bytes) throws IOException;

    /** Sends bytes that were taken but did not fit into the socket. Returns false if some are left. */
    default boolean flush() throws IOException {
        return true;
    }
}
