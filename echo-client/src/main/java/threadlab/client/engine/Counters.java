package threadlab.client.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The counters of one loop, written by its thread. Other threads may read {@link #echoes} at any time, and the others
 * once the loop has ended.
 */
final class Counters {
    /** Echoes of messages that were due within the measured window. */
    long measuredEchoes;
    /** The time of the last measured echo on the monotonic clock; meaningless if there was none. */
    long lastEcho;
    /** Messages that were due within the measured window and were begun. */
    long dueMessages;
    /** Those of the due messages that were begun late. */
    long lateMessages;
    /** Those of the due messages whose echo was back before the window ended. */
    long echoesInTime;
    /** Sessions that ended as planned and were followed by another. */
    long replacedSessions;
    long probes;
    /** Probe sessions without an echo when the window ended. */
    long unservedProbes;
    /** Published lazily: there is one writer, and a reader that looks ten times per second. */
    private final AtomicLong echoes = new AtomicLong();

    /** Counts an echo of any session, measured or not. */
    void echo() {
        echoes.lazySet(echoes.getPlain() + 1);
    }

    void measured(long now, boolean isInTime) {
        measuredEchoes++;
        lastEcho = now;
        echoesInTime += isInTime ? 1 : 0;
    }

    void due(boolean isLate) {
        dueMessages++;
        lateMessages += isLate ? 1 : 0;
    }

    /** Returns all echoes so far. Thread-safe. */
    long echoes() {
        return echoes.get();
    }
}
