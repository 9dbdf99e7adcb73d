package threadlab.server.blocking;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * How far a session is, and so who may end its output: its own thread, or the drain on its behalf. Whoever moves it first
 * has it. Reading and echoing alternate; half-closed is final.
 */
final class SessionPhase {
    private enum Phase {
        /** In the handshake, with nothing to lose. */
        OPENING,
        /** In {@code read}, or about to be. Nothing is in hand. */
        READING,
        /** The session's thread has bytes in hand and will echo them before it reads again. */
        ECHOING,
        /** The peer has been sent the end of stream: whatever comes now is not taken. */
        HALF_CLOSED,
        /** As HALF_CLOSED, since the peer has broken what was agreed. */
        FAILED
    }

    private static final AtomicReferenceFieldUpdater<SessionPhase, Phase> PHASE = AtomicReferenceFieldUpdater
            .newUpdater(SessionPhase.class, Phase.class, "phase");

    private volatile Phase phase;

    /** @param opens whether there is a handshake first */
    SessionPhase(boolean opens) {
        phase = opens ? Phase.OPENING : Phase.READING;
    }

    /** By the session's thread: the handshake is over. False if the drain has ended it. */
    boolean opened() {
        return PHASE.compareAndSet(this, Phase.OPENING, Phase.READING) || phase == Phase.READING;
    }

    /** By the session's thread: it has bytes in hand, or the end of them. False if they come after the drain. */
    boolean claim() {
        return PHASE.compareAndSet(this, Phase.READING, Phase.ECHOING) || phase == Phase.ECHOING;
    }

    /** By the session's thread: what it had in hand has been written. */
    void release() {
        PHASE.lazySet(this, Phase.READING);
    }

    /** By the session's thread, which has ended its output. */
    void halfClose() {
        phase = Phase.HALF_CLOSED;
    }

    /** By the session's thread, which cannot go on and will end its output. False if the drain has done so. */
    boolean fail() {
        return PHASE.compareAndSet(this, Phase.OPENING, Phase.FAILED)
                || PHASE.compareAndSet(this, Phase.READING, Phase.FAILED)
                || PHASE.compareAndSet(this, Phase.ECHOING, Phase.FAILED);
    }

    /** By the drain: true if there is a handshake under way, which is now for the drain to end. */
    boolean cutOpening() {
        return PHASE.compareAndSet(this, Phase.OPENING, Phase.HALF_CLOSED);
    }

    /** By the drain: true if nothing is in hand, and the output is now for the drain to end. */
    boolean halfCloseReading() {
        return PHASE.compareAndSet(this, Phase.READING, Phase.HALF_CLOSED);
    }

    boolean isOpening() {
        return phase == Phase.OPENING;
    }

    boolean isHalfClosed() {
        Phase now = phase;
        return now == Phase.HALF_CLOSED || now == Phase.FAILED;
    }

    boolean hasFailed() {
        return phase == Phase.FAILED;
    }
}
