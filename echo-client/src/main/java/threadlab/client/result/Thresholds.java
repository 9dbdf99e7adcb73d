package threadlab.client.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import threadlab.support.Counted;
import threadlab.support.Durations;
import threadlab.support.Preconditions;

/**
 * Limits that a run must meet beyond its own outcome.
 *
 * @param maxP99 highest p99 of the response times; null for no limit
 * @param minRate lowest number of echoes per second; null for no limit
 * @param maxErrors how many sessions may fail; null for none
 */
public record Thresholds(@Nullable Duration maxP99, @Nullable Double minRate, @Nullable Long maxErrors) {

    public Thresholds {
        Preconditions.check(maxP99 == null || maxP99.isPositive() && maxP99.toNanos() <= Latencies.HIGHEST, "max-p99",
                maxP99, "more than 0s, to 1m");
        Preconditions.check(minRate == null || minRate > 0 && Double.isFinite(minRate), "min-rate", minRate,
                "more than 0");
        Preconditions.check(maxErrors == null || maxErrors >= 0, "max-errors", maxErrors, "0 or more");
    }

    /** Returns one line for each threshold that was not met. */
    public List<String> missed(LoadResult result) {
        List<String> missed = new ArrayList<>();
        Histogram times = result.latencies().responseTime();
        if (maxP99 != null && times.getValueAtPercentile(99) > maxP99.toNanos()) {
            missed.add("p99 is " + Latencies.text(times, 99) + ", at most " + Durations.format(maxP99)
                    + " was asked for");
        }
        if (minRate != null && result.echoesPerSecond() < minRate) {
            // Rounded down, or a rate just below the limit would look as if it were met.
            var rate = BigDecimal.valueOf(result.echoesPerSecond())
                    .setScale(result.echoesPerSecond() < 100 ? 3 : 0, RoundingMode.DOWN);
            missed.add(text(rate) + " echoes a second, at least " + text(BigDecimal.valueOf(minRate))
                    + " were asked for");
        }
        if (maxErrors != null && result.failed() > maxErrors) {
            missed.add(String.format(Locale.ROOT, "%s failed, at most %,d were allowed to",
                    Counted.of(result.failed(), "session"), maxErrors));
        }
        return missed;
    }

    private static String text(BigDecimal number) {
        return new DecimalFormat("#,##0.#########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** Returns whether the run did what was planned and met all thresholds. */
    public boolean met(LoadResult result) {
        boolean failed = result.echoes() == 0 || result.failed() > (maxErrors == null ? 0 : maxErrors);
        return !failed && result.reasons().isEmpty() && missed(result).isEmpty();
    }
}
