package threadlab.client;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Latencies in nanoseconds, to three digits, up to a minute: each from the time at which the message should have been
 * sent, and from the time at which it was. One thread records, one collects.
 */
final class LatencyRecorder {
    private static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final SingleWriterRecorder intended = new SingleWriterRecorder(HIGHEST, DIGITS);
    private final SingleWriterRecorder sent = new SingleWriterRecorder(HIGHEST, DIGITS);

    /** An empty histogram for such latencies. */
    static Histogram histogram() {
        return new Histogram(HIGHEST, DIGITS);
    }

    /** Longer than a minute counts as a minute. */
    void record(long sinceIntended, long sinceSent) {
        intended.recordValue(Math.min(sinceIntended, HIGHEST));
        sent.recordValue(Math.min(sinceSent, HIGHEST));
    }

    /** Adds what was recorded since the last call. */
    void collectInto(Histogram sinceIntended, Histogram sinceSent) {
        sinceIntended.add(intended.getIntervalHistogram());
        sinceSent.add(sent.getIntervalHistogram());
    }
}
