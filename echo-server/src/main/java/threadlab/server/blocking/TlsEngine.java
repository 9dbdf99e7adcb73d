package threadlab.server.blocking;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.Heap;

/**
 * Turns TLS records into bytes and back with the JDK's {@link SSLEngine}. Knows no socket. One thread at a time may
 * unwrap, and one at a time may wrap; both at the same time is allowed.
 */
public final class TlsEngine {
    private static final int SMALLEST = 2 * 1024;
    /** Bytes of a record before its content: type, two of version, two of length (RFC 8446, 5.1). */
    private static final int HEADER = 5;
    /**
     * Records in a row that may carry no data, such as key updates. Each costs CPU and may ask for a reply without
     * moving anything. OpenSSL and BoringSSL have the same limit, Go has 16.
     */
    public static final int MAX_WITHOUT_DATA = 32;

    /** What the handshake needs next. */
    enum Need {
        /** Call {@link #wrap} with an empty buffer and send the result. */
        WRAP,
        /** Receive more records. */
        UNWRAP,
        /** The handshake is over. */
        DONE
    }

    private final SSLEngine engine;
    /** For outgoing records. */
    private final BufferPool buffers;
    /** Received bytes that were not unwrapped yet, up to its position. */
    private ByteBuffer in = ByteBuffer.allocate(SMALLEST);
    /** Unwrapped bytes for which the reader had no room. Never empty. */
    private @Nullable ByteBuffer plain;
    private boolean mustReply;
    /** Records in a row without data. */
    private int withoutData;
    /** Bytes of records that were no data, since {@link #takeOverhead}. */
    private int overhead;
    /** The next {@link #unwrap} needs nothing more from the peer. Written by the thread that unwraps. */
    private volatile boolean hasBufferedInput;

    TlsEngine(SSLEngine engine, BufferPool buffers) {
        this.engine = engine;
        this.buffers = buffers;
    }

    void beginHandshake() throws SSLException {
        engine.beginHandshake();
    }

    /** Goes on with the handshake as far as the received records allow. */
    Need handshake() throws SSLException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    return Need.WRAP;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    switch (unwrapOne(nothing()).getStatus()) {
                        case BUFFER_UNDERFLOW -> {
                            return Need.UNWRAP;
                        }
                        case CLOSED -> throw new SSLException("the peer ended the handshake");
                        default -> {
                            // The engine says what is next.
                        }
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    hasBufferedInput = holdsRecord();
                    return Need.DONE;
                }
            }
        }
    }

    /** Whether the engine must reply to what was unwrapped last, with a new key; the next {@link #wrap} does. */
    boolean mustReply() {
        return mustReply;
    }

    /** Returns the buffer for received bytes, with room for at least one. */
    ByteBuffer inputBuffer() throws Heap.FullException {
        if (!in.hasRemaining()) { // a record is larger: the engine refuses those that are too large
            int usual = engine.getSession().getPacketBufferSize();
            int larger = 2 * in.capacity();
            in = Heap.allocate(in.capacity() < usual ? Math.min(larger, usual) : larger).put(in.flip());
        }
        return in;
    }

    boolean hasBufferedInput() {
        return hasBufferedInput;
    }

    /**
     * Unwraps bytes of one record, or of the rest of one. Returns -1 if the peer has ended its stream, 0 if more must
     * be received first, or if {@link #mustReply}, so that never more than one reply is pending.
     */
    int unwrap(ByteBuffer into) throws SSLException, Heap.FullException {
        int count = plain == null ? unwrapRecords(into) : take(plain, into);
        hasBufferedInput = plain != null || holdsRecord();
        return count;
    }

    private int unwrapRecords(ByteBuffer into) throws SSLException, Heap.FullException {
        while (holdsRecord()) {
            SSLEngineResult result = unwrapOne(into);
            int count = result.bytesProduced();
            if (result.getStatus() == Status.BUFFER_OVERFLOW) { // the engine wants room for the largest record
                ByteBuffer whole = Heap.allocate(engine.getSession().getApplicationBufferSize());
                result = unwrapOne(whole);
                count = keep(whole.flip(), into);
            }
            overhead += result.bytesConsumed() - result.bytesProduced();
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                refuseHandshake();
            }
            if (count > 0) {
                withoutData = 0;
                return count;
            }
            if (result.getStatus() == Status.CLOSED) {
                return -1;
            }
            if (result.getStatus() == Status.BUFFER_UNDERFLOW) { // from now on the engine takes larger records
                return 0;
            }
            if (++withoutData > MAX_WITHOUT_DATA) {
                throw new SSLException("more than " + MAX_WITHOUT_DATA + " records in a row without data");
            }
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                mustReply = true;
                return 0;
            }
        }
        return 0;
    }

    /** TLS 1.3 has no second handshake, so the engine refuses it. In TLS 1.2 it would begin one. */
    private void refuseHandshake() throws SSLException {
        if (engine.getSession().getProtocol().equals("TLSv1.3")) {
            engine.getDelegatedTask().run();
            unwrapOne(nothing()); // throws what the task found
        }
        throw new SSLException("the peer asks for another handshake, which is not served");
    }

    /** Whether a whole record was received, or as much of one as the engine needs to refuse it. */
    private boolean holdsRecord() {
        int length = in.position() < HEADER ? 0 : HEADER + Short.toUnsignedInt(in.getShort(HEADER - Short.BYTES));
        return length > 0
                && (in.position() >= length || length > engine.getSession().getPacketBufferSize());
    }

    private int keep(ByteBuffer whole, ByteBuffer into) {
        if (!whole.hasRemaining()) {
            return 0;
        }
        plain = whole;
        return take(whole, into);
    }

    /** Returns the bytes of records that were no data, since the last call. */
    int takeOverhead() {
        int bytes = overhead;
        overhead = 0;
        return bytes;
    }

    private SSLEngineResult unwrapOne(ByteBuffer into) throws SSLException {
        in.flip();
        try {
            return engine.unwrap(in, into);
        } finally {
            in.compact();
        }
    }

    private int take(ByteBuffer from, ByteBuffer into) {
        int count = Math.min(into.remaining(), from.remaining());
        into.put(from.slice(from.position(), count));
        from.position(from.position() + count);
        if (!from.hasRemaining()) {
            plain = null;
        }
        return count;
    }

    /**
     * Wraps all the bytes, and what else the engine has to say: its part of a handshake, a reply, or an alert after a
     * failure. The result must be given to {@link #release} afterwards.
     */
    ByteBuffer wrap(ByteBuffer bytes) throws SSLException, ClosedChannelException {
        mustReply = false;
        ByteBuffer out = buffers.acquire();
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

    void release(ByteBuffer wrapped) {
        buffers.release(wrapped);
    }

    /** The next {@link #wrap} writes close_notify. */
    void closeOutbound() {
        engine.closeOutbound();
    }

    static ByteBuffer nothing() {
        return ByteBuffer.allocate(0);
    }
}
