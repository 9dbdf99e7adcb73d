package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void aCollectionHoldsOnlyWhatCameSinceTheLastOne() {
        recorder.record(0, 100);
        recorder.record(1, 200);
        assertThat(counts(recorder.collect(), 100, 200, 300)).containsExactly(1L, 1L, 0L);
        recorder.record(0, 300);
        assertThat(counts(recorder.collect(), 100, 200, 300)).containsExactly(0L, 0L, 1L);
        assertThat(recorder.collect().getTotalCount()).isZero();
    }

    @Test
    void anEarlierCollectionDoesNotChangeAnyMore() {
        recorder.record(0, 100);
        Histogram first = recorder.collect();
        recorder.record(0, 100);
        recorder.collect();
        recorder.total();
        assertThat(first.getTotalCount()).isEqualTo(1);
    }

    @Test
    void theTotalHoldsAllCollectionsAndWhatIsNotCollectedYet() {
        recorder.record(0, 100);
        recorder.collect();
        recorder.record(1, 200);
        recorder.collect();
        recorder.record(2, 300);
        assertThat(counts(recorder.total(), 100, 200, 300)).containsExactly(1L, 1L, 1L);
        assertThat(recorder.total().getTotalCount()).isEqualTo(3);
    }

    @Test
    void latenciesAreKeptToThreeDigits() {
        recorder.record(0, 1_234_567);
        assertThat(recorder.total().getMaxValue()).isBetween(1_234_567L, 1_235_999L);
        assertThat(recorder.total().getMinValue()).isBetween(1_233_000L, 1_234_567L);
    }

    @Test
    void moreThanAMinuteCountsAsAMinute() {
        recorder.record(0, TimeUnit.HOURS.toNanos(1));
        recorder.record(1, Long.MAX_VALUE);
        Histogram total = recorder.total();
        assertThat(total.getTotalCount()).isEqualTo(2);
        assertThat(total.valuesAreEquivalent(total.getMaxValue(), TimeUnit.MINUTES.toNanos(1))).isTrue();
        assertThat(total.valuesAreEquivalent(total.getMinValue(), TimeUnit.MINUTES.toNanos(1))).isTrue();
    }

    @Test
    void aLatencyOfNothingCounts() {
        recorder.record(0, 0);
        assertThat(recorder.total().getTotalCount()).isEqualTo(1);
    }

    @Test
    void recordingFromManyThreadsWhileOneCollectsLosesNothing() throws Exception {
        int threads = 8;
        int each = 50_000;
        long collected = 0;
        try (var sessions = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                // 3 and 3 + 1024 share a stripe
                int session = i % 2 == 0 ? 3 : 3 + 1024 * i;
                running.add(sessions.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        recorder.record(session, n);
                    }
                }));
            }
            while (!running.stream().allMatch(Future::isDone)) {
                collected += recorder.collect().getTotalCount();
            }
            for (var session : running) {
                session.get();
            }
        }
        collected += recorder.collect().getTotalCount();
        assertThat(collected).isEqualTo(threads * each);
        assertThat(recorder.total().getTotalCount()).isEqualTo(threads * each);
    }

    private static List<Long> counts(Histogram histogram, long... values) {
        List<Long> counts = new ArrayList<>();
        for (long value : values) {
            counts.add(histogram.getCountAtValue(value));
        }
        return counts;
    }
}
