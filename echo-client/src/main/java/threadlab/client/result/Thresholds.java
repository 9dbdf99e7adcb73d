package threadlab.client.result;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import threadlab.client.plan.Durations;
import threadlab.client.plan.Preconditions;

/**
 * What a run is held to beyond its own outcome; null where nothing is asked.
 *
 * @param maxP99 of the latencies from the time at which messages were due
 * @param minRate echoes a second
 * @param maxErrors sessions that may fail; without it none may
 */
public record Thresholds(Duration maxP99, Double minRate, Long maxErrors) {

    public Thresholds {
        Preconditions.check(maxP99 == null || maxP99.isPositive() && maxP99.toNanos() <= Latencies.HIGHEST, "max-p99",
                maxP99 == null ? null : Durations.text(maxP99), "more than 0s, to 60s");
        Preconditions.check(minRate == null || minRate > 0 && Double.isFinite(minRate), "min-rate", minRate,
                "more than 0");
        Preconditions.check(maxErrors == null || maxErrors >= 0, "max-errors", maxErrors, "0 or more");
    }

    /** What was not held, in words; empty if all was. */
    public List<String> missed(LoadResult result) {
        List<String> missed = new ArrayList<>();
        Histogram latencies = result.latencies().whenDue();
        long p99 = latencies.getValueAtPercentile(99);
        if (maxP99 != null && p99 > maxP99.toNanos()) {
            missed.add(String.format(Locale.ROOT, "p99 is %.3f ms, at most %s was asked for",
                    p99 / 1e6, Durations.text(maxP99)));
        }
        if (minRate != null && result.echoesPerSecond() < minRate) {
            missed.add(String.format(Locale.ROOT, "echoes a second are %,.3f, at least %s were asked for",
                    result.echoesPerSecond(), BigDecimal.valueOf(minRate).stripTrailingZeros().toPlainString()));
        }
        if (maxErrors != null && result.failed() > maxErrors) {
            missed.add(String.format(Locale.ROOT, "%,d sessions failed, at most %,d were allowed to", result.failed(),
                    maxErrors));
        }
        return missed;
    }

    /** Whether the run did what was planned and held what was asked. */
    public boolean held(LoadResult result) {
        boolean failed = result.echoes() == 0 || result.failed() > (maxErrors == null ? 0 : maxErrors);
        return !failed && result.reasons().isEmpty() && missed(result).isEmpty();
    }
}
