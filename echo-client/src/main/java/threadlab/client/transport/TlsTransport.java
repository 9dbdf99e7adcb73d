package threadlab.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;
import tlschannel.TlsChannel;

/** TLS over a socket, see {@link Transport}. */
final class TlsTransport implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /**
     * Limits the bytes of a handshake, and later those of records without data, to several times the longest record. A
     * server that sends such records without end would otherwise keep one read from ever returning.
     */
    private static final int MAX_WITHOUT_DATA = 64 * 1024;

    private final TlsChannel tls;
    /** Bytes received since the last application data. */
    private int withoutData;
    /** Bytes that were taken from the session did not fit into the socket. */
    private boolean unsent;
    /** The last read found data, so another record may be buffered. */
    private boolean hasBufferedInput;

    TlsTransport(SocketChannel channel, SSLEngine engine) {
        tls = ClientTlsChannel.newBuilder(new CountingChannel(channel), engine).withReleaseBuffers(false).build();
    }

    @Override
    public int handshake() throws IOException {
        try {
            tls.handshake();
            withoutData = 0;
            return 0;
        } catch (NeedsReadException e) {
            return SelectionKey.OP_READ;
        } catch (NeedsWriteException e) {
            return SelectionKey.OP_WRITE;
        } catch (ClosedChannelException e) {
            throw new SSLException("the server closed the connection during the handshake", e);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count;
        try {
            count = tls.read(into);
        } catch (NeedsReadException e) {
            count = 0;
        } catch (NeedsWriteException e) { // a key update must be answered before anything else is sent
            unsent = true;
            count = 0;
        }
        hasBufferedInput = count > 0;
        if (hasBufferedInput) {
            withoutData = 0;
        }
        return count;
    }

    /** The socket, with a count of the bytes read from it. */
    private final class CountingChannel implements ByteChannel {
        private final SocketChannel channel;

        CountingChannel(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int count = channel.read(into);
            withoutData += Math.max(0, count);
            if (withoutData > MAX_WITHOUT_DATA) {
                throw new SSLException("the server sent more than 64 KiB of records without data");
            }
            return count;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return channel.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Override
    public boolean hasBufferedInput() {
        return hasBufferedInput;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        try {
            tls.write(bytes);
            unsent = false;
        } catch (NeedsWriteException e) {
            unsent = true;
        }
        return bytes.position() - start;
    }

    @Override
    public boolean flush() throws IOException {
        if (unsent) {
            write(NOTHING);
        }
        return !unsent;
    }

    /** Sends close_notify, if the socket takes it. */
    @Override
    public void close() throws IOException {
        tls.close();
    }
}
