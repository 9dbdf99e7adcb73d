package threadlab.server.blocking;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import threadlab.server.core.Heap;

/**
 * Records of TLS to bytes and back, by the JDK's {@link SSLEngine}. Knows no socket. The engine may be asked to wrap and to
 * unwrap at the same time, but not for two of a kind: one thread unwraps, and one at a time wraps.
 */
public final class TlsEngine {
    private static final int SMALLEST = 2 * 1024;
    /** Of a record: its type, two bytes of version, two of length (RFC 8446, 5.1). */
    private static final int HEADER = 5;
    /**
     * So many records in a row may carry no data, such as new keys: each costs CPU and may ask for an answer, and brings
     * nobody further. OpenSSL and BoringSSL draw the line here too, Go at 16.
     */
    public static final int MOST_WITHOUT_DATA = 32;

    /** What the handshake needs next. */
    enum Need {
        /** To send what {@link #wrap} makes of nothing. */
        WRAP,
        /** More records from the peer. */
        RECORDS,
        /** Nothing: it is over. */
        NOTHING
    }

    private final SSLEngine engine;
    /** Of records on their way out. */
    private final Buffers buffers;
    /** What has come, up to its position, and was not unwrapped. */
    private ByteBuffer in = ByteBuffer.allocate(SMALLEST);
    /** What was unwrapped and found no room with the reader; null if all did. Never empty. */
    private ByteBuffer plain;
    private boolean owesAnswer;
    /** Records in a row without data. */
    private int withoutData;
    /** Bytes of records that were not data, since {@link #takeOverhead}. */
    private int overhead;
    /** The next {@link #unwrap} needs nothing more from the peer. Written by the thread that unwraps. */
    private volatile boolean holdsMore;

    public TlsEngine(SSLEngine engine, Buffers buffers) {
        this.engine = engine;
        this.buffers = buffers;
    }

    void beginHandshake() throws SSLException {
        engine.beginHandshake();
    }

    /** Goes on with the handshake as far as what has come allows; afterwards the peer has either seen all or is awaited. */
    Need shakeHands() throws SSLException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    return Need.WRAP;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    switch (unwrapOne(nothing()).getStatus()) {
                        case BUFFER_UNDERFLOW -> {
                            return Need.RECORDS;
                        }
                        case CLOSED -> throw new SSLException("the peer ended the handshake");
                        default -> {
                            // The engine says what is next.
                        }
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    holdsMore = holdsRecord();
                    return Need.NOTHING;
                }
            }
        }
    }

    /** Whether the engine must answer what was unwrapped last, with a new key: {@link #wrap} does, also of nothing. */
    boolean owesAnswer() {
        return owesAnswer;
    }

    /** Where what comes is to be put, with room for something. */
    ByteBuffer room() throws Heap.FullException {
        if (!in.hasRemaining()) { // one record is larger: the engine refuses those that may not be so large
            int usual = engine.getSession().getPacketBufferSize();
            int larger = 2 * in.capacity();
            in = Heap.allocate(in.capacity() < usual ? Math.min(larger, usual) : larger).put(in.flip());
        }
        return in;
    }

    boolean holdsMore() {
        return holdsMore;
    }

    /**
     * Bytes of one record or of what was left of it; -1 if the peer has ended its stream; 0 if more must come first, or if
     * {@link #owesAnswer}, so that no more than one is ever owed.
     */
    int unwrap(ByteBuffer into) throws SSLException, Heap.FullException {
        int count = plain == null ? unwrapRecords(into) : take(into);
        holdsMore = plain != null || holdsRecord();
        return count;
    }

    private int unwrapRecords(ByteBuffer into) throws SSLException, Heap.FullException {
        while (holdsRecord()) {
            SSLEngineResult result = unwrapOne(into);
            int count = result.bytesProduced();
            if (result.getStatus() == Status.BUFFER_OVERFLOW) { // the engine wants room for the largest that it may hold
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
            if (result.getStatus() == Status.BUFFER_UNDERFLOW) { // the engine takes larger ones from now on
                return 0;
            }
            if (++withoutData > MOST_WITHOUT_DATA) {
                throw new SSLException("more than " + MOST_WITHOUT_DATA + " records in a row without data");
            }
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                owesAnswer = true;
                return 0;
            }
        }
        return 0;
    }

    /** TLS 1.3 knows no second handshake, so the engine refuses it. In TLS 1.2 it would begin one. */
    private void refuseHandshake() throws SSLException {
        if (engine.getSession().getProtocol().equals("TLSv1.3")) {
            engine.getDelegatedTask().run();
            unwrapOne(nothing()); // throws what the task has found
        }
        throw new SSLException("the peer asks for another handshake, which is not served");
    }

    /** Whether a whole record has come, or as much of one as the engine needs to refuse it. */
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
        return take(into);
    }

    /** Bytes of records that were no data, since the last call of this. */
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

    private int take(ByteBuffer into) {
        int count = Math.min(into.remaining(), plain.remaining());
        into.put(plain.slice(plain.position(), count));
        plain.position(plain.position() + count);
        if (!plain.hasRemaining()) {
            plain = null;
        }
        return count;
    }

    /**
     * All of it, and what else the engine has to say: in a handshake its part, later an answer, after a failure the alert.
     *
     * @return to be given to {@link #sent} afterwards
     */
    ByteBuffer wrap(ByteBuffer bytes) throws SSLException, ClosedChannelException {
        owesAnswer = false;
        ByteBuffer out = buffers.borrow();
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

    void sent(ByteBuffer wrapped) {
        buffers.giveBack(wrapped);
    }

    /** What is wrapped next is the end of the stream. */
    void end() {
        engine.closeOutbound();
    }

    static ByteBuffer nothing() {
        return ByteBuffer.allocate(0);
    }
}
