package threadlab.client.engine;

import java.time.Duration;
import threadlab.client.plan.RunLimit;

/**
 * The times of a run on the monotonic clock, in nanoseconds: full load from {@code start}, messages count when due in
 * [{@code measureFrom}, {@code end}), none is sent later. Differences only, so that the clock may wrap. Either may come
 * earlier than planned, and only that. Written by the thread that runs the load, read by its loops.
 */
public final class MeasurementWindow {
    /** The phase of what is due in the measured window. */
    static final int MEASURED = 0;
    /** The phase of what is due before it or after it. */
    static final int OUTSIDE = 1;

    private final long start;
    private volatile long measureFrom;
    private volatile long end;

    MeasurementWindow(long start, long measureFrom, long end) {
        this.start = start;
        this.measureFrom = measureFrom;
        this.end = end;
    }

    public static MeasurementWindow from(long start, RunLimit extent) {
        long measureFrom = start + extent.warmup().toNanos();
        return new MeasurementWindow(start, measureFrom, measureFrom + extent.duration().toNanos());
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
     * Begins the measured window then, unless it begins earlier, and moves its end along. One thread's. The time must lie
     * so far ahead that every loop has seen it before it comes: whoever sees one of the two moved and not yet the other
     * takes what is due before that time for what it is, outside of the window.
     */
    void measureBy(long time) {
        long sooner = measureFrom - time;
        if (sooner > 0) {
            measureFrom = time;
            end -= sooner;
        }
    }

    /** Ends the window then, unless it ends earlier. One thread's. */
    void endBy(long time) {
        if (time - end < 0) {
            end = time;
        }
    }

    boolean isOver(long now) {
        return now - end >= 0;
    }

    /**
     * {@link #MEASURED} or {@link #OUTSIDE}, by the time at which a message is due. Without a branch: one that went the
     * same way all through the warm-up would be compiled to go no other.
     */
    int phase(long due) {
        return (int) (((due - measureFrom) | (end - 1 - due)) >>> 63);
    }

    boolean isMeasured(long due) {
        return phase(due) == MEASURED;
    }

    /** Full load before the measured window, or until an end that came before it. */
    Duration warmup() {
        return Duration.ofNanos(Math.max(0, Math.min(measureFrom - start, end - start)));
    }

    /** Zero if the end came before the measurement began. */
    Duration measured() {
        return Duration.ofNanos(Math.max(0, end - measureFrom));
    }
}
