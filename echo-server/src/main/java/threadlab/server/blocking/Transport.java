package threadlab.server.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.Heap;

/**
 * What a session reads from and writes to. This class moves the socket's bytes as they are; {@link TlsTransport} puts
 * TLS in between. Not thread-safe unless a method says so: used by the session's thread.
 */
public class Transport {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Makes the transport of each connection. */
    @FunctionalInterface
    public interface Factory {
        Transport open(SocketChannel channel, ChannelIo io);
    }

    final ChannelIo io;
    private final SocketChannel channel;
    /** How many of the socket's bytes may still be read. */
    private int readLimit = NO_LIMIT;

    public Transport(SocketChannel channel, ChannelIo io) {
        this.channel = channel;
        this.io = io;
    }

    /** Whether {@link #handshake} has anything to do. */
    boolean requiresHandshake() {
        return false;
    }

    /**
     * Performs the handshake, if any.
     *
     * @throws SSLException if there is no common TLS; {@link #read} throws it if the peer breaks TLS later
     */
    void handshake() throws IOException {
        // TCP has done its own.
    }

    /** Waits until a read may find something, if the socket does not block. */
    void awaitReadable() throws IOException {
        io.await(SelectionKey.OP_READ);
    }

    /**
     * Reads bytes to be echoed, as {@link SocketChannel#read(ByteBuffer)} does. May return 0 where a blocking call
     * would have waited, if {@link #mustReply}.
     */
    int read(ByteBuffer into) throws IOException {
        return readSocket(into);
    }

    /** Whether the protocol has something to say to the peer that is no echo; the next {@link #write} sends it. */
    boolean mustReply() {
        return false;
    }

    /**
     * Takes all the bytes, and writes what the socket takes now.
     *
     * @return the rest, for {@link #writeFully}; null if there is none
     */
    @Nullable
    ByteBuffer write(ByteBuffer bytes) throws IOException {
        return writeSocket(bytes);
    }

    /** Writes, and waits until the socket has taken all of it. */
    final void writeAll(ByteBuffer bytes) throws IOException {
        ByteBuffer rest = write(bytes);
        if (rest != null) {
            writeFully(rest);
        }
    }

    /** Waits until the socket has taken the rest of a {@link #write}. */
    final void writeFully(ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            io.await(SelectionKey.OP_WRITE);
            channel.write(rest);
        }
    }

    /** From now on reads find what has been received by now, and then the end. */
    final void limitReads() throws IOException {
        readLimit = available();
    }

    /** Whether received bytes were not read yet. Thread-safe. */
    boolean hasBufferedInput() throws IOException {
        return available() > 0;
    }

    /**
     * Sends what the protocol says at its end, once: close_notify, or the alert after an {@link SSLException}.
     * Thread-safe as long as nobody writes. May block while the socket takes nothing.
     */
    void closeNotify() throws IOException {
        // The end of the socket's stream says it.
    }

    /** Ends the output: the peer sees the end of the stream. As {@link #closeNotify} for threads and blocking. */
    final void shutdownOutput() throws IOException {
        closeNotify();
        channel.shutdownOutput();
    }

    /** As {@link #shutdownOutput}, but never blocks. */
    void shutdownOutputSoon() throws IOException {
        shutdownOutput();
    }

    /** Reads from the socket within the limit: 0 if nothing is there, -1 at the end of the stream or of the limit. */
    final int readSocket(ByteBuffer into) throws IOException {
        return readLimit == NO_LIMIT ? channel.read(into) : readWithinLimit(into);
    }

    private int readWithinLimit(ByteBuffer into) throws IOException {
        if (!mayRead()) {
            return -1;
        }
        int limit = into.limit();
        try {
            int count = channel.read(into.limit(into.position() + Math.min(into.remaining(), readLimit)));
            readLimit -= Math.max(0, count);
            return count;
        } finally {
            into.limit(limit);
        }
    }

    final boolean mayRead() {
        return readLimit > 0;
    }

    /** Writes what the socket takes now. Returns a copy of the rest, null if there is none. */
    final @Nullable ByteBuffer writeSocket(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
        return bytes.hasRemaining() ? Heap.copyOf(bytes) : null;
    }

    private int available() throws IOException {
        return channel.socket().getInputStream().available();
    }
}
