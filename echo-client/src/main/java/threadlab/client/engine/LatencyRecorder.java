package threadlab.client.engine;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import threadlab.client.result.Latencies;

/** Records {@link Latencies} of one loop. One thread records, one collects. */
final class LatencyRecorder {

    /** One of them: what is recorded now, and the histogram that is used again at every collection. */
    private static final class Channel {
        private final SingleWriterRecorder recorder = new SingleWriterRecorder(Latencies.HIGHEST, Latencies.DIGITS);
        /** The collecting thread's. */
        private Histogram interval;

        void record(long nanos) {
            recorder.recordValue(Math.min(nanos, Latencies.HIGHEST));
        }

        void collectInto(Histogram total) {
            interval = recorder.getIntervalHistogram(interval);
            total.add(interval);
        }
    }

    private final Channel whenDue = new Channel();
    private final Channel whenSent = new Channel();
    private final Channel lateness = new Channel();
    private final Channel waits = new Channel();

    void echo(long sinceDue, long sinceSent) {
        whenDue.record(sinceDue);
        whenSent.record(sinceSent);
    }

    void lateness(long nanos) {
        lateness.record(nanos);
    }

    void newcomer(long nanos) {
        waits.record(nanos);
    }

    /** Adds what was recorded since the last call. */
    void collectInto(Latencies total) {
        whenDue.collectInto(total.whenDue());
        whenSent.collectInto(total.whenSent());
        lateness.collectInto(total.lateness());
        waits.collectInto(total.waits());
    }
}
