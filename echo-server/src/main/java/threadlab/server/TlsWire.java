package threadlab.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS 1.2 or 1.3 over a socket (RFC 5246, RFC 8446). The JDK's {@link SSLEngine} turns records into bytes and back; this
 * moves the records, by blocking in the same places as a session without TLS does.
 *
 * <p>The engine may be asked to wrap and to unwrap at the same time, but not for two of a kind. Only the session's thread
 * unwraps. Who wraps is settled by the session's phase: its thread while it opens or echoes, the drain once it has
 * half-closed a session that waits. So no lock is held while anybody blocks.
 *
 * <p>Reading never writes: what the protocol has to answer later than in the handshake goes with the next echo.
 */
final class TlsWire implements Wire {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final int SMALLEST = 2 * 1024;

    private final SocketChannel channel;
    private final Waiting waiting;
    private final SSLEngine engine;
    /** Of records on their way out. */
    private final Buffers records;
    /** What has come, up to its position, and was not unwrapped. */
    private ByteBuffer in = ByteBuffer.allocate(SMALLEST);
    /** What was unwrapped and found no room with the reader; null if all did. */
    private ByteBuffer plain;
    /** Reads may find something without the socket. Written by the session's thread. */
    private volatile boolean more;
    /** Of the socket's bytes, how many may still be read. */
    private int allowance = NO_LIMIT;

    TlsWire(SocketChannel channel, Waiting waiting, SSLEngine engine, Buffers records) {
        this.channel = channel;
        this.waiting = waiting;
        this.engine = engine;
        this.records = records;
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public boolean open(Consumer<IOException> failure) throws IOException {
        try {
            engine.beginHandshake();
            while (isHandshaking()) {
                takeStep();
            }
            more = in.position() > 0;
            return true;
        } catch (SSLException e) {
            failure.accept(e);
            tellWhy();
            return false;
        }
    }

    private boolean isHandshaking() {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    private void takeStep() throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> sendAll();
            default -> {
                switch (unwrapRecord(nothing()).getStatus()) {
                    case BUFFER_UNDERFLOW -> awaitMore();
                    case CLOSED -> throw new SSLException("the peer ended the handshake");
                    default -> {
                        // The engine says what is next.
                    }
                }
            }
        }
    }

    private void awaitMore() throws IOException {
        int count = receive();
        if (count < 0) {
            throw new EOFException("the peer left in the middle of the handshake");
        }
        if (count == 0) {
            waiting.await(SelectionKey.OP_READ);
        }
    }

    /** What the handshake has to say. */
    private void sendAll() throws IOException {
        ByteBuffer rest = write(nothing());
        if (rest != null) {
            writeRest(rest);
        }
    }

    /**
     * Sends the alert that the engine has made of its exception. Then reads what the peer still had on the way: it would be
     * answered with a reset, and that would overtake the alert.
     */
    private void tellWhy() {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                sendAll();
            }
            channel.shutdownOutput();
            while (channel.read(in.clear()) >= 0) {
                waiting.await(SelectionKey.OP_READ);
            }
        } catch (IOException gone) {
            // Or cut off, since it took too long. The handshake has failed all the same.
        }
    }

    @Override
    public void awaitInput() throws IOException {
        if (more) {
            waiting.pause();
        } else {
            waiting.await(SelectionKey.OP_READ);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = readUnwrapped(into);
        while (count == 0) {
            int received = receive();
            if (received < 0 && allowance > 0) {
                throw new EOFException("the stream was cut: nobody has ended it");
            }
            if (received <= 0) {
                return received;
            }
            count = readUnwrapped(into);
        }
        return count;
    }

    /** What can be had without the socket: bytes, 0 if there are none, -1 if the peer has ended its stream. */
    private int readUnwrapped(ByteBuffer into) throws SSLException {
        int count = plain == null ? unwrap(into) : take(into);
        more = plain != null || count > 0 && in.position() > 0;
        return count;
    }

    private int unwrap(ByteBuffer into) throws SSLException {
        while (true) {
            SSLEngineResult result = unwrapRecord(into);
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                throw new SSLException("the peer asks for another handshake, which is not served");
            }
            switch (result.getStatus()) {
                case CLOSED -> {
                    return -1;
                }
                case BUFFER_UNDERFLOW -> {
                    return 0;
                }
                case BUFFER_OVERFLOW -> {
                    plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
                    unwrapRecord(plain);
                    plain.flip();
                    return take(into);
                }
                case OK -> {
                    if (result.bytesProduced() > 0) {
                        return result.bytesProduced();
                    } // else it was no echo's: a new key, an empty record
                }
            }
        }
    }

    private SSLEngineResult unwrapRecord(ByteBuffer into) throws SSLException {
        in.flip();
        try {
            return engine.unwrap(in, into);
        } finally {
            in.compact();
        }
    }

    private int take(ByteBuffer into) {
        int count = Math.min(into.remaining(), plain.remaining());
        into.put(plain.slice(plain.position(), count));
        plain.position(plain.position() + count);
        if (!plain.hasRemaining()) {
            plain = null;
        }
        return count;
    }

    /** Bytes that have come from the socket, 0 for none, -1 at its end or if no more are allowed. */
    private int receive() throws IOException {
        if (allowance == 0) {
            return -1;
        }
        if (!in.hasRemaining()) { // one record is larger: the engine refuses those that may not be so large
            int usual = engine.getSession().getPacketBufferSize();
            int larger = 2 * in.capacity();
            in = ByteBuffer.allocate(in.capacity() < usual ? Math.min(larger, usual) : larger).put(in.flip());
        }
        try {
            int count = channel.read(in.limit(in.position() + Math.min(in.remaining(), allowance)));
            allowance -= allowance == NO_LIMIT ? 0 : Math.max(0, count);
            return count;
        } finally {
            in.limit(in.capacity());
        }
    }

    @Override
    public ByteBuffer write(ByteBuffer bytes) throws IOException {
        ByteBuffer wrapped = wrap(bytes);
        try {
            channel.write(wrapped);
            return wrapped.hasRemaining() ? ByteBuffer.allocate(wrapped.remaining()).put(wrapped).flip() : null;
        } finally {
            records.giveBack(wrapped);
        }
    }

    /** All of it, and what else the engine has to say. */
    private ByteBuffer wrap(ByteBuffer bytes) throws IOException {
        ByteBuffer out = records.borrow();
        while (true) {
            switch (engine.wrap(bytes, out).getStatus()) {
                case BUFFER_OVERFLOW -> out = ByteBuffer.allocate(2 * out.capacity()).put(out.flip());
                case OK -> {
                    if (!bytes.hasRemaining() && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                        return out.flip();
                    }
                }
                default -> {
                    if (bytes.hasRemaining()) {
                        throw new ClosedChannelException();
                    }
                    return out.flip();
                }
            }
        }
    }

    @Override
    public void writeRest(ByteBuffer rest) throws IOException {
        Wire.writeRest(rest, channel, waiting);
    }

    @Override
    public void takeNoMore() throws IOException {
        allowance = received();
    }

    @Override
    public boolean hasReceived() throws IOException {
        return more || received() > 0;
    }

    private int received() throws IOException {
        return channel.socket().getInputStream().available();
    }

    @Override
    public void sayGoodbye() {
        try {
            closeNotify();
        } catch (IOException gone) {
            // The peer has not waited for it.
        }
    }

    private void closeNotify() throws IOException {
        engine.closeOutbound();
        write(nothing());
    }

    /** On a thread of its own, for the socket may have no room, and a socket that blocks would then block the drain. */
    @Override
    public void endOutput() {
        Thread.startVirtualThread(() -> {
            try {
                closeNotify();
                channel.shutdownOutput();
            } catch (IOException goneAlready) {
                // The session's own thread meets the same end and reports it.
            }
        });
    }

    private static ByteBuffer nothing() {
        return ByteBuffer.allocate(0);
    }
}
