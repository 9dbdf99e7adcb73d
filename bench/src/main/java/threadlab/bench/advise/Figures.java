package threadlab.bench.advise;

import static threadlab.support.Preconditions.check;
import static threadlab.support.Preconditions.checkRange;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import threadlab.bench.verdict.NumberFormat;

/**
 * What the owner of a server knows of it under its load. All are means of the same time.
 *
 * @param latencyMillis with or without the wait for a place in the pool
 * @param cpusBusy with the work of the server's process
 * @param cpus that the server may use
 * @param pool threads that serve requests
 * @param quietLatencyMillis the latency at a time of little load; null if that is not known
 */
record Figures(double ratePerSecond, double latencyMillis, double cpusBusy, double cpus, int pool,
        @Nullable Double quietLatencyMillis) {
    private static final double MOST_RATE = 1e9;
    private static final double MOST_CPUS = 10_000;
    private static final int LARGEST_POOL = 1_000_000;
    /** Figures are rounded, and not of exactly the same time: so much more than the laws allow is no contradiction. */
    private static final double ROUNDING = 1.1;
    private static final Duration SHORTEST = Duration.ofNanos(1_000);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Returns the figures, if none is out of range and they do not contradict each other.
     *
     * @throws IllegalArgumentException in one line
     */
    static Figures of(double rate, Duration latency, double cpusBusy, double cpus, int pool,
            @Nullable Duration quietLatency) {
        check(rate > 0 && rate <= MOST_RATE, "rate", rate, "above 0 to 1000000000");
        checkRange("latency", latency, SHORTEST, LONGEST);
        check(cpus > 0 && cpus <= MOST_CPUS, "cpus", cpus, "above 0 to 10000");
        checkRange("pool", pool, 1, LARGEST_POOL);
        check(cpusBusy > 0 && cpusBusy <= cpus, "cpus-busy", cpusBusy,
                "above 0 to the cpus, " + text(cpus));
        check(cpusBusy <= ROUNDING * pool, "cpus-busy", cpusBusy, "at most 1 for each thread of the pool, " + pool);
        double inFlight = rate * millis(latency) / 1000;
        check(cpusBusy <= ROUNDING * inFlight, "cpus-busy", cpusBusy, "at most 1 for each request in flight, "
                + NumberFormat.digits(inFlight)
                + " (rate x latency); else a request computes for longer than it takes");
        if (quietLatency != null) {
            checkRange("quiet-latency", quietLatency, SHORTEST, LONGEST);
            double cpuMicros = 1e6 * cpusBusy / rate;
            check(ROUNDING * 1000 * millis(quietLatency) >= cpuMicros, "quiet-latency", quietLatency,
                    "at least the CPU a request, " + NumberFormat.micros(cpuMicros) + " (cpus-busy / rate)");
        }
        return new Figures(rate, millis(latency), cpusBusy, cpus, pool,
                quietLatency == null ? null : Double.valueOf(millis(quietLatency)));
    }

    /** Returns a figure as it was given. */
    static String text(double figure) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(figure);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
