package threadlab.client.engine;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import threadlab.client.result.Latencies;

/** Records the {@link Latencies} of one loop. One thread records, another one collects. */
final class LatencyRecorder {

    /** Records one kind of latency. */
    private static final class Recorder {
        private final SingleWriterRecorder recorder = new SingleWriterRecorder(Latencies.HIGHEST, Latencies.DIGITS);
        /** Used by the collecting thread, which passes it back at every collection, so that none allocates. */
        private Histogram interval = recorder.getIntervalHistogram();

        void record(long nanos) {
            recorder.recordValue(Math.min(nanos, Latencies.HIGHEST));
        }

        void collectInto(Histogram total) {
            interval = recorder.getIntervalHistogram(interval);
            total.add(interval);
        }
    }

    private final Recorder responseTime = new Recorder();
    private final Recorder serviceTime = new Recorder();
    private final Recorder sendDelay = new Recorder();
    private final Recorder probeWait = new Recorder();

    void echo(long sinceDue, long sinceSend) {
        responseTime.record(sinceDue);
        serviceTime.record(sinceSend);
    }

    void sendDelay(long nanos) {
        sendDelay.record(nanos);
    }

    void probe(long nanos) {
        probeWait.record(nanos);
    }

    /** Adds what was recorded since the last call to {@code total}. */
    void collectInto(Latencies total) {
        responseTime.collectInto(total.responseTime());
        serviceTime.collectInto(total.serviceTime());
        sendDelay.collectInto(total.sendDelay());
        probeWait.collectInto(total.probeWait());
    }
}
