package threadlab.client.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one loop counts. The loop's thread writes; others may read {@link #echoes} at any time and the rest once the loop
 * has ended.
 */
final class Counters {
    /** Lazily published: one writer, and a reader that looks ten times a second. */
    private final AtomicLong echoes = new AtomicLong();
    private long measured;
    private long lastEcho;
    private long due;
    private long late;
    private long inTime;
    private long replaced;
    private long newcomers;
    private long unserved;

    /** An echo of any session, measured or not. */
    void echo() {
        echoes.lazySet(echoes.getPlain() + 1);
    }

    void measured(long now, boolean beforeTheEnd) {
        measured++;
        lastEcho = now;
        inTime += beforeTheEnd ? 1 : 0;
    }

    void due(boolean isLate) {
        due++;
        late += isLate ? 1 : 0;
    }

    void replaced() {
        replaced++;
    }

    void newcomer() {
        newcomers++;
    }

    void unserved() {
        unserved++;
    }

    /** Echoes so far. From any thread. */
    long echoes() {
        return echoes.get();
    }

    /** Echoes of messages due within the measured window. */
    long measured() {
        return measured;
    }

    /** When the last measured echo was back, on the monotonic clock; of use if there was one. */
    long lastEcho() {
        return lastEcho;
    }

    /** Messages due within the measured window that were begun. */
    long due() {
        return due;
    }

    /** Of these, those begun late. */
    long late() {
        return late;
    }

    /** Of these, those whose echo was back before the window ended. */
    long inTime() {
        return inTime;
    }

    /** Sessions that ended as planned and were followed by another. */
    long replacedSessions() {
        return replaced;
    }

    long newcomers() {
        return newcomers;
    }

    /** Newcomers without an echo when the window ended. */
    long unservedNewcomers() {
        return unserved;
    }
}
