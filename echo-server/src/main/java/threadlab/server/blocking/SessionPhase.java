package threadlab.server.blocking;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The phase of a session, which decides who may end its output: its own thread, or the drain on its behalf. The first
 * to move the phase wins. READING and ECHOING alternate; HALF_CLOSED and FAILED are final. It also counts what was
 * echoed, by which the drain sees whether the session still moves. Thread-safe.
 */
final class SessionPhase {
    private enum Phase {
        /** In the handshake; nothing can be lost. */
        HANDSHAKING,
        /** In {@code read}, or about to be, with no bytes to echo. */
        READING,
        /** The session's thread has bytes and will echo them before it reads again. */
        ECHOING,
        /** The peer has been sent the end of the stream; what comes now is dropped. */
        HALF_CLOSED,
        /** As HALF_CLOSED, because the peer has broken TLS. */
        FAILED
    }

    private static final AtomicReferenceFieldUpdater<SessionPhase, Phase> PHASE = AtomicReferenceFieldUpdater
            .newUpdater(SessionPhase.class, Phase.class, "phase");
    private static final AtomicLongFieldUpdater<SessionPhase> READS = AtomicLongFieldUpdater
            .newUpdater(SessionPhase.class, "reads");
    private static final AtomicLongFieldUpdater<SessionPhase> BYTES = AtomicLongFieldUpdater
            .newUpdater(SessionPhase.class, "bytes");

    private volatile Phase phase;
    /** Written by {@link #countRead} only. */
    volatile long reads;
    volatile long bytes;

    SessionPhase(boolean requiresHandshake) {
        phase = requiresHandshake ? Phase.HANDSHAKING : Phase.READING;
    }

    /** Called by the session's thread. False if the drain has cut the handshake. */
    boolean handshakeDone() {
        return PHASE.compareAndSet(this, Phase.HANDSHAKING, Phase.READING) || phase == Phase.READING;
    }

    /** Called by the session's thread when it has bytes, or the end of them. False if the drain was first. */
    boolean claim() {
        return PHASE.compareAndSet(this, Phase.READING, Phase.ECHOING) || phase == Phase.ECHOING;
    }

    /** Called by the session's thread when all its bytes have been written. */
    void release() {
        PHASE.lazySet(this, Phase.READING);
    }

    /** Called by the session's thread when a read has been echoed whole. */
    void countRead(int count) {
        READS.lazySet(this, reads + 1);
        BYTES.lazySet(this, bytes + count);
    }

    /** Called by the session's thread when it has ended its output. */
    void halfClose() {
        phase = Phase.HALF_CLOSED;
    }

    /** Called by the session's thread, which then ends its output. False if the drain has done so. */
    boolean fail() {
        return PHASE.compareAndSet(this, Phase.HANDSHAKING, Phase.FAILED)
                || PHASE.compareAndSet(this, Phase.READING, Phase.FAILED)
                || PHASE.compareAndSet(this, Phase.ECHOING, Phase.FAILED);
    }

    /** Called by the drain. True if a handshake is under way, which the drain must now end. */
    boolean cutHandshake() {
        return PHASE.compareAndSet(this, Phase.HANDSHAKING, Phase.HALF_CLOSED);
    }

    /** Called by the drain. True if the session holds no bytes, and the drain must now end its output. */
    boolean halfCloseReading() {
        return PHASE.compareAndSet(this, Phase.READING, Phase.HALF_CLOSED);
    }

    boolean isHandshaking() {
        return phase == Phase.HANDSHAKING;
    }

    boolean isHalfClosed() {
        Phase now = phase;
        return now == Phase.HALF_CLOSED || now == Phase.FAILED;
    }

    boolean hasFailed() {
        return phase == Phase.FAILED;
    }
}
