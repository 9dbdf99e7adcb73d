package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    /** What one collection adds. */
    private record Collected(Histogram sinceIntended, Histogram sinceSent) {
    }

    private Collected collect() {
        var collected = new Collected(LatencyRecorder.histogram(), LatencyRecorder.histogram());
        recorder.collectInto(collected.sinceIntended, collected.sinceSent);
        return collected;
    }

    @Test
    void aCollectionHoldsOnlyWhatCameSinceTheLastOne() {
        recorder.record(100, 1);
        recorder.record(200, 1);
        assertThat(counts(collect().sinceIntended, 100, 200, 300)).containsExactly(1L, 1L, 0L);
        recorder.record(300, 1);
        assertThat(counts(collect().sinceIntended, 100, 200, 300)).containsExactly(0L, 0L, 1L);
        assertThat(collect().sinceIntended.getTotalCount()).isZero();
    }

    @Test
    void theTwoLatenciesOfAMessageAreKeptApart() {
        recorder.record(300, 100);
        recorder.record(400, 100);
        Collected collected = collect();
        assertThat(counts(collected.sinceIntended, 100, 300, 400)).containsExactly(0L, 1L, 1L);
        assertThat(counts(collected.sinceSent, 100, 300, 400)).containsExactly(2L, 0L, 0L);
    }

    @Test
    void aCollectionAddsToWhatIsThereAlready() {
        var sinceIntended = LatencyRecorder.histogram();
        var sinceSent = LatencyRecorder.histogram();
        recorder.record(100, 10);
        recorder.collectInto(sinceIntended, sinceSent);
        recorder.record(200, 10);
        recorder.collectInto(sinceIntended, sinceSent);
        assertThat(counts(sinceIntended, 100, 200)).containsExactly(1L, 1L);
        assertThat(counts(sinceSent, 10)).containsExactly(2L);
    }

    @Test
    void latenciesAreKeptToThreeDigits() {
        recorder.record(1_234_567, 7_654_321);
        Collected collected = collect();
        assertThat(collected.sinceIntended.getMaxValue()).isBetween(1_234_567L, 1_235_999L);
        assertThat(collected.sinceIntended.getMinValue()).isBetween(1_233_000L, 1_234_567L);
        assertThat(collected.sinceSent.getMaxValue()).isBetween(7_654_321L, 7_661_999L);
    }

    @Test
    void moreThanAMinuteCountsAsAMinute() {
        recorder.record(TimeUnit.HOURS.toNanos(1), TimeUnit.MINUTES.toNanos(2));
        recorder.record(Long.MAX_VALUE, Long.MAX_VALUE);
        Collected collected = collect();
        for (Histogram each : List.of(collected.sinceIntended, collected.sinceSent)) {
            assertThat(each.getTotalCount()).isEqualTo(2);
            assertThat(each.valuesAreEquivalent(each.getMaxValue(), TimeUnit.MINUTES.toNanos(1))).isTrue();
            assertThat(each.valuesAreEquivalent(each.getMinValue(), TimeUnit.MINUTES.toNanos(1))).isTrue();
        }
    }

    @Test
    void aLatencyOfNothingCounts() {
        recorder.record(0, 0);
        Collected collected = collect();
        assertThat(collected.sinceIntended.getTotalCount()).isEqualTo(1);
        assertThat(collected.sinceSent.getTotalCount()).isEqualTo(1);
    }

    @Test
    void collectingWhileAnotherThreadRecordsLosesNothing() throws Exception {
        int count = 400_000;
        var sinceIntended = LatencyRecorder.histogram();
        var sinceSent = LatencyRecorder.histogram();
        var recording = new FutureTask<Void>(() -> {
            for (int n = 0; n < count; n++) {
                recorder.record(n, n / 2);
            }
        }, null);
        Thread.ofPlatform().start(recording);
        while (!recording.isDone()) {
            recorder.collectInto(sinceIntended, sinceSent);
        }
        recording.get();
        recorder.collectInto(sinceIntended, sinceSent);
        assertThat(sinceIntended.getTotalCount()).isEqualTo(count);
        assertThat(sinceSent.getTotalCount()).isEqualTo(count);
    }

    private static List<Long> counts(Histogram histogram, long... values) {
        List<Long> counts = new ArrayList<>();
        for (long value : values) {
            counts.add(histogram.getCountAtValue(value));
        }
        return counts;
    }
}
