package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import threadlab.client.result.Latencies;

class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    private Latencies collect() {
        Latencies collected = Latencies.empty();
        recorder.collectInto(collected);
        return collected;
    }

    @Test
    void aCollectionHoldsOnlyWhatCameSinceTheLastOne() {
        recorder.echo(100, 1);
        recorder.echo(200, 1);
        assertThat(counts(collect().responseTime(), 100, 200, 300)).containsExactly(1L, 1L, 0L);
        recorder.echo(300, 1);
        assertThat(counts(collect().responseTime(), 100, 200, 300)).containsExactly(0L, 0L, 1L);
        assertThat(collect()).isEqualTo(Latencies.empty());
    }

    @Test
    void theTwoLatenciesOfAMessageAreKeptApart() {
        recorder.echo(300, 100);
        recorder.echo(400, 100);
        Latencies collected = collect();
        assertThat(counts(collected.responseTime(), 100, 300, 400)).containsExactly(0L, 1L, 1L);
        assertThat(counts(collected.serviceTime(), 100, 300, 400)).containsExactly(2L, 0L, 0L);
    }

    @Test
    void sendDelaysAndTheWaitsOfProbesAreKeptApartFromEchoes() {
        recorder.echo(300, 100);
        recorder.sendDelay(200);
        recorder.probe(400);
        recorder.probe(500);
        Latencies collected = collect();
        assertThat(counts(collected.responseTime(), 100, 200, 300, 400, 500)).containsExactly(0L, 0L, 1L, 0L, 0L);
        assertThat(counts(collected.serviceTime(), 100, 200, 300, 400, 500)).containsExactly(1L, 0L, 0L, 0L, 0L);
        assertThat(counts(collected.sendDelay(), 100, 200, 300, 400, 500)).containsExactly(0L, 1L, 0L, 0L, 0L);
        assertThat(counts(collected.probeWait(), 100, 200, 300, 400, 500)).containsExactly(0L, 0L, 0L, 1L, 1L);
        assertThat(collect()).isEqualTo(Latencies.empty());
    }

    @Test
    void aCollectionAddsToWhatIsThereAlready() {
        Latencies total = Latencies.empty();
        recorder.echo(100, 10);
        recorder.sendDelay(20);
        recorder.probe(30);
        recorder.collectInto(total);
        recorder.echo(200, 10);
        recorder.sendDelay(20);
        recorder.probe(30);
        recorder.collectInto(total);
        assertThat(counts(total.responseTime(), 100, 200)).containsExactly(1L, 1L);
        assertThat(counts(total.serviceTime(), 10)).containsExactly(2L);
        assertThat(counts(total.sendDelay(), 20)).containsExactly(2L);
        assertThat(counts(total.probeWait(), 30)).containsExactly(2L);
    }

    @Test
    void latenciesAreKeptToThreeDigits() {
        recorder.echo(1_234_567, 7_654_321);
        recorder.sendDelay(1_234_567);
        recorder.probe(7_654_321);
        Latencies collected = collect();
        for (Histogram each : List.of(collected.responseTime(), collected.sendDelay())) {
            assertThat(each.getMaxValue()).isBetween(1_234_567L, 1_235_999L);
            assertThat(each.getMinValue()).isBetween(1_233_000L, 1_234_567L);
        }
        for (Histogram each : List.of(collected.serviceTime(), collected.probeWait())) {
            assertThat(each.getMaxValue()).isBetween(7_654_321L, 7_661_999L);
        }
    }

    @Test
    void moreThanAMinuteCountsAsAMinute() {
        recorder.echo(TimeUnit.HOURS.toNanos(1), TimeUnit.MINUTES.toNanos(2));
        recorder.echo(Long.MAX_VALUE, Long.MAX_VALUE);
        recorder.sendDelay(TimeUnit.HOURS.toNanos(1));
        recorder.sendDelay(Long.MAX_VALUE);
        recorder.probe(TimeUnit.HOURS.toNanos(1));
        recorder.probe(Long.MAX_VALUE);
        for (Histogram each : all(collect())) {
            assertThat(each.getTotalCount()).isEqualTo(2);
            assertThat(each.valuesAreEquivalent(each.getMaxValue(), TimeUnit.MINUTES.toNanos(1))).isTrue();
            assertThat(each.valuesAreEquivalent(each.getMinValue(), TimeUnit.MINUTES.toNanos(1))).isTrue();
        }
    }

    @Test
    void aLatencyOfNothingCounts() {
        recorder.echo(0, 0);
        recorder.sendDelay(0);
        recorder.probe(0);
        assertThat(all(collect())).allSatisfy(each -> assertThat(each.getTotalCount()).isEqualTo(1));
    }

    @Test
    void collectingWhileAnotherThreadRecordsLosesNothing() throws Exception {
        int count = 400_000;
        Latencies total = Latencies.empty();
        var recording = new FutureTask<Void>(() -> {
            for (int n = 0; n < count; n++) {
                recorder.echo(n, n / 2);
                recorder.sendDelay(n);
                recorder.probe(n);
            }
        }, null);
        Thread.ofPlatform().start(recording);
        while (!recording.isDone()) {
            recorder.collectInto(total);
        }
        recording.get();
        recorder.collectInto(total);
        assertThat(all(total)).allSatisfy(each -> assertThat(each.getTotalCount()).isEqualTo(count));
    }

    private static List<Histogram> all(Latencies latencies) {
        return List.of(latencies.responseTime(), latencies.serviceTime(), latencies.sendDelay(), latencies.probeWait());
    }

    private static List<Long> counts(Histogram histogram, long... values) {
        List<Long> counts = new ArrayList<>();
        for (long value : values) {
            counts.add(histogram.getCountAtValue(value));
        }
        return counts;
    }
}
