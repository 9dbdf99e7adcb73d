package threadlab.server.blocking;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.ChannelIo;

/**
 * TLS 1.2 or 1.3 over a socket (RFC 5246, RFC 8446). Drives a {@link TlsEngine}, and blocks in the same places as a
 * session without TLS.
 *
 * <p>Only the session's thread reads. The session's phase decides who writes: its thread while it handshakes or echoes,
 * the drain once it has half-closed a waiting session. So an echo takes no lock. Reading never writes: what the
 * protocol has to reply is written by the session as an echo of its own, before it reads on.
 */
public final class TlsTransport extends Transport {
    private final TlsEngine engine;
    /** The last read has filled its buffer. Used by the session's thread only. */
    private boolean probablyMore;
    /** Held while close_notify is being sent: the second caller finds it sent. */
    private final ReentrantLock closing = new ReentrantLock();
    /** Guarded by {@link #closing}. */
    private boolean closed;

    private TlsTransport(SocketChannel channel, ChannelIo io, TlsEngine engine) {
        super(channel, io);
        this.engine = engine;
    }

    /** Returns a factory whose transports share a pool of buffers. */
    public static Factory factory(Supplier<SSLEngine> engines) {
        // Room for two records: the engine asks for the room of a whole one before it writes a short one.
        var buffers = new BufferPool(2 * engines.get().getSession().getPacketBufferSize());
        return (channel, io) -> new TlsTransport(channel, io, new TlsEngine(engines.get(), buffers));
    }

    @Override
    boolean requiresHandshake() {
        return true;
    }

    @Override
    void handshake() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.handshake()) {
                case WRAP -> sendPending();
                case UNWRAP -> receiveMore();
                case DONE -> {
                    return;
                }
            }
        }
    }

    private void receiveMore() throws IOException {
        super.awaitReadable();
        if (readSocket(engine.inputBuffer()) < 0) {
            throw new EOFException("the peer left in the middle of the handshake");
        }
    }

    private void sendPending() throws IOException {
        writeAll(TlsEngine.nothing());
    }

    @Override
    void awaitReadable() throws IOException {
        if (engine.hasBufferedInput() || probablyMore) {
            io.shareCarrier();
        }
        if (!engine.hasBufferedInput()) {
            super.awaitReadable();
        }
    }

    @Override
    int read(ByteBuffer into) throws IOException {
        int count = unwrap(into);
        while (count == 0 && !mustReply()) {
            ByteBuffer input = engine.inputBuffer();
            int received = readSocket(input);
            probablyMore = !input.hasRemaining();
            if (received < 0 && mayRead()) {
                throw new EOFException("the stream was cut: nobody has ended it");
            }
            if (received <= 0) {
                return received;
            }
            count = unwrap(into);
        }
        return count;
    }

    private int unwrap(ByteBuffer into) throws IOException {
        int count = engine.unwrap(into);
        io.charge(engine.takeOverhead());
        return count;
    }

    @Override
    boolean mustReply() {
        return engine.mustReply();
    }

    @Override
    @Nullable
    ByteBuffer write(ByteBuffer bytes) throws IOException {
        ByteBuffer wrapped = engine.wrap(bytes);
        try {
            return writeSocket(wrapped);
        } finally {
            engine.release(wrapped);
        }
    }

    @Override
    boolean hasBufferedInput() throws IOException {
        return engine.hasBufferedInput() || super.hasBufferedInput();
    }

    @Override
    void closeNotify() throws IOException {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                engine.closeOutbound();
                sendPending();
            }
        } finally {
            closing.unlock();
        }
    }

    /** Uses a thread of its own: the socket may have no room, and its blocking write would block the drain. */
    @Override
    void shutdownOutputSoon() {
        Thread.startVirtualThread(() -> {
            try {
                shutdownOutput();
            } catch (IOException goneAlready) {
                // The session's own thread meets the same end and reports it.
            }
        });
    }
}
