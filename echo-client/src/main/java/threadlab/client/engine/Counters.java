package threadlab.client.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The counters of one loop, written by its thread. Other threads may read {@link #echoes} at any time, and the others
 * once the loop has ended.
 */
final class Counters {
    /** Published lazily: there is one writer, and a reader that looks ten times per second. */
    private final AtomicLong echoes = new AtomicLong();
    private long measured;
    private long lastEcho;
    private long due;
    private long late;
    private long inTime;
    private long replaced;
    private long probes;
    private long unservedProbes;

    /** Counts an echo of any session, measured or not. */
    void echo() {
        echoes.lazySet(echoes.getPlain() + 1);
    }

    void measured(long now, boolean isInTime) {
        measured++;
        lastEcho = now;
        inTime += isInTime ? 1 : 0;
    }

    void due(boolean isLate) {
        due++;
        late += isLate ? 1 : 0;
    }

    void replaced() {
        replaced++;
    }

    void probe() {
        probes++;
    }

    void unservedProbe() {
        unservedProbes++;
    }

    /** Returns all echoes so far. May be called by any thread. */
    long echoes() {
        return echoes.get();
    }

    /** Returns the echoes of messages that were due within the measured window. */
    long measuredEchoes() {
        return measured;
    }

    /** Returns the time of the last measured echo on the monotonic clock; meaningless if there was none. */
    long lastEcho() {
        return lastEcho;
    }

    /** Returns the messages that were due within the measured window and were begun. */
    long dueMessages() {
        return due;
    }

    /** Returns those of the due messages that were begun late. */
    long lateMessages() {
        return late;
    }

    /** Returns those of the due messages whose echo was back before the window ended. */
    long echoesInTime() {
        return inTime;
    }

    /** Returns the sessions that ended as planned and were followed by another. */
    long replacedSessions() {
        return replaced;
    }

    long probes() {
        return probes;
    }

    /** Returns the probe sessions without an echo when the window ended. */
    long unservedProbes() {
        return unservedProbes;
    }
}
