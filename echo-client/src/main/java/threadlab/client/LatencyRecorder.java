package threadlab.client;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Latencies in nanoseconds, to three digits, up to a minute. Sessions record from any thread; one thread collects.
 *
 * <p>A few shared stripes rather than a histogram per session, which at 10,000 sessions would take gigabytes.
 */
final class LatencyRecorder {
    private static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Recorder[] stripes;
    /** The collecting thread's own. */
    private final Histogram total = new Histogram(HIGHEST, DIGITS);

    LatencyRecorder() {
        stripes = new Recorder[Math.min(16, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors()))];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Recorder(HIGHEST, DIGITS);
        }
    }

    /** Longer than a minute counts as a minute. */
    void record(int session, long nanos) {
        stripes[session & (stripes.length - 1)].recordValue(Math.min(nanos, HIGHEST));
    }

    /** What was recorded since the last call. One caller at a time. */
    Histogram collect() {
        var interval = new Histogram(HIGHEST, DIGITS);
        for (Recorder stripe : stripes) {
            interval.add(stripe.getIntervalHistogram());
        }
        total.add(interval);
        return interval;
    }

    /** Everything collected so far. */
    Histogram total() {
        collect();
        return total;
    }
}
