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
     * So many bytes may come in the handshake, and later without any data in them: several times the longest record. A
     * server that sends more could do so without end, and one read would never return.
     */
    private static final int MOST_WITHOUT_DATA = 64 * 1024;

    private final TlsChannel tls;
    /** Bytes that came since there was data. */
    private int withoutData;
    /** What was taken from the session waits for the socket. */
    private boolean unsent;
    /** The last read has found something, so there may be another record behind it. */
    private boolean mayHoldMore;

    TlsTransport(SocketChannel channel, SSLEngine engine) {
        tls = ClientTlsChannel.newBuilder(new Counted(channel), engine).withReleaseBuffers(false).build();
    }

    @Override
    public int open() throws IOException {
        try {
            tls.handshake();
            withoutData = 0;
            return 0;
        } catch (NeedsReadException e) {
            return SelectionKey.OP_READ;
        } catch (NeedsWriteException e) {
            return SelectionKey.OP_WRITE;
        } catch (ClosedChannelException e) {
            throw new SSLException("the server ended the handshake", e);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count;
        try {
            count = tls.read(into);
        } catch (NeedsReadException e) {
            count = 0;
        } catch (NeedsWriteException e) { // a new key must be told of before anything else is sent
            unsent = true;
            count = 0;
        }
        mayHoldMore = count > 0;
        if (mayHoldMore) {
            withoutData = 0;
        }
        return count;
    }

    /** The socket, and the count of what comes from it. */
    private final class Counted implements ByteChannel {
        private final SocketChannel channel;

        Counted(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int count = channel.read(into);
            withoutData += Math.max(0, count);
            if (withoutData > MOST_WITHOUT_DATA) {
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
    public boolean mayHoldMore() {
        return mayHoldMore;
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

    /** Says that the stream ends, if there is room for it. */
    @Override
    public void close() throws IOException {
        tls.close();
    }
}
