package threadlab.client.result;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What was timed in a run or in a part of one: histograms of nanoseconds, to three digits, up to a minute. Longer counts
 * as a minute.
 *
 * @param whenDue from the time at which a message should have been sent to the last byte of its echo
 * @param whenSent from the actual send: what a load sees that does not look at its schedule
 * @param lateness from the time at which a message of an open loop should have been sent until it was
 * @param waits of newcomers, from the time at which each should have come to its first echo
 */
public record Latencies(Histogram whenDue, Histogram whenSent, Histogram lateness, Histogram waits) {
    public static final long HIGHEST = TimeUnit.MINUTES.toNanos(1);
    public static final int DIGITS = 3;

    public static Latencies empty() {
        return new Latencies(histogram(), histogram(), histogram(), histogram());
    }

    private static Histogram histogram() {
        return new Histogram(HIGHEST, DIGITS);
    }

    public void add(Latencies more) {
        whenDue.add(more.whenDue);
        whenSent.add(more.whenSent);
        lateness.add(more.lateness);
        waits.add(more.waits);
    }

    public void reset() {
        Stream.of(whenDue, whenSent, lateness, waits).forEach(Histogram::reset);
    }
}
