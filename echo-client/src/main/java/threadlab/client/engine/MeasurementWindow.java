package threadlab.client.engine;

import java.time.Duration;
import threadlab.client.plan.RunLimit;

/**
 * The times of a run on the monotonic clock, in nanoseconds. Full load begins at {@code start}; messages are measured
 * that are due in [{@code measureFrom}, {@code end}), and none is sent later. Times are compared by their differences,
 * since the clock may wrap. Begin and end of the window may become earlier than planned, but not later. Written by the
 * thread that runs the load, read by its loops.
 */
final class MeasurementWindow {
    /** The phase of messages that are due in the measured window. */
    static final int MEASURED = 0;
    /** The phase of messages that are due before or after it. */
    static final int OUTSIDE = 1;

    private final long start;
    private volatile long measureFrom;
    private volatile long end;

    MeasurementWindow(long start, long measureFrom, long end) {
        this.start = start;
        this.measureFrom = measureFrom;
        this.end = end;
    }

    static MeasurementWindow from(long start, RunLimit limit) {
        long measureFrom = start + limit.warmup().toNanos();
        return new MeasurementWindow(start, measureFrom, measureFrom + limit.duration().toNanos());
    }

    long start() {
        return start;
    }

    long measureFrom() {
        return measureFrom;
    }

    long end() {
        return end;
    }

    /**
     * Moves the begin of the measured window to that time, unless it begins earlier, and the end by as much. The time
     * must be far enough ahead for every loop to see it before it comes: a loop that sees only one of the two changes
     * still finds what is due before that time outside of the window. Called by one thread only.
     */
    void measureBy(long time) {
        long sooner = measureFrom - time;
        if (sooner > 0) {
            measureFrom = time;
            end -= sooner;
        }
    }

    /** Moves the end of the window to that time, unless it ends earlier. Called by one thread only. */
    void endBy(long time) {
        if (time - end < 0) {
            end = time;
        }
    }

    boolean isOver(long now) {
        return now - end >= 0;
    }

    /**
     * Returns {@link #MEASURED} or {@link #OUTSIDE} for a message that is due at that time. Branch-free: the compiler
     * would remove the side of a branch that is not taken during the warm-up, and have to compile it anew.
     */
    int phase(long due) {
        return (int) (((due - measureFrom) | (end - 1 - due)) >>> 63);
    }

    /** Returns the time from the start to the begin of the window, or to the end if that came first. */
    Duration warmup() {
        return Duration.ofNanos(Math.max(0, Math.min(measureFrom - start, end - start)));
    }

    /** Returns the length of the window; zero if the end came before its begin. */
    Duration measured() {
        return Duration.ofNanos(Math.max(0, end - measureFrom));
    }
}
