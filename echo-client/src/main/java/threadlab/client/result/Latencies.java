package threadlab.client.result;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The latencies of a run or of a part of one: histograms of nanoseconds with three digits, up to a minute. Longer times
 * count as a minute.
 *
 * @param responseTime from the time at which a message was due to the last byte of its echo
 * @param serviceTime from the actual send to the last byte of the echo: what a load reports that ignores its schedule
 * @param sendDelay from the time at which a message of an open loop was due to its send
 * @param probeWait from the time at which a probe session was due to its echo
 */
public record Latencies(Histogram responseTime, Histogram serviceTime, Histogram sendDelay, Histogram probeWait) {
    public static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);
    public static final int DIGITS = 3;

    public static Latencies empty() {
        return new Latencies(histogram(), histogram(), histogram(), histogram());
    }

    private static Histogram histogram() {
        return new Histogram(HIGHEST, DIGITS);
    }

    /** Returns a percentile of one of them in nanoseconds; {@link #HIGHEST} stands for that and more. */
    public static long nanos(Histogram latencies, double percentile) {
        return Math.min(latencies.getValueAtPercentile(percentile), HIGHEST);
    }

    /** Returns a percentile of one of them as text: {@code 0.125 ms}, or {@code 60 s or more}. */
    public static String text(Histogram latencies, double percentile) {
        long nanos = nanos(latencies, percentile);
        return nanos < HIGHEST
                ? String.format(Locale.ROOT, "%.3f ms", nanos / 1e6)
                : TimeUnit.NANOSECONDS.toSeconds(HIGHEST) + " s or more";
    }

    public void add(Latencies more) {
        responseTime.add(more.responseTime);
        serviceTime.add(more.serviceTime);
        sendDelay.add(more.sendDelay);
        probeWait.add(more.probeWait);
    }

    public void reset() {
        Stream.of(responseTime, serviceTime, sendDelay, probeWait).forEach(Histogram::reset);
    }
}
