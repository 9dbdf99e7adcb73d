package threadlab.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run found. An echo is complete when all of its bytes came back, equal.
 *
 * @param echoes echoes of messages due within the measured window
 * @param totalEchoes all echoes, those of the warm-up too: what a server under no other load counts
 * @param latencies of the measured echoes, in nanoseconds from the time at which the message should have been sent
 * @param latenciesFromSend the same from the actual send: what a load sees that does not look at its schedule
 * @param cpu CPU time of the load's process in the measured window
 * @param cpus CPUs that the load may use
 * @param failures how many sessions failed, by kind
 * @param firstFailure the story of the first one; null if there was none
 */
public record LoadResult(LoadPlan plan, long echoes, long totalEchoes, Histogram latencies,
        Histogram latenciesFromSend, Duration cpu, int cpus,
        Map<Failure, Long> failures, String firstFailure) {

    /** Below this part of the rate asked for, a run is not what was planned. */
    private static final double RATE_KEPT = 0.99;
    /** From this part of the CPUs that the load may use, it is the load that limits. */
    private static final double CPU_SPENT = 0.9;

    /**
     * OK: the load did what was planned. DEGRADED: it did not in some way that {@link #reasons} name, and the figures
     * must be read with them. FAILED: sessions failed, or nothing came back.
     */
    public enum Outcome {
        OK, DEGRADED, FAILED
    }

    public Outcome outcome() {
        if (!failures.isEmpty() || echoes == 0) {
            return Outcome.FAILED;
        }
        return reasons().isEmpty() ? Outcome.OK : Outcome.DEGRADED;
    }

    /** What keeps the result from being what was planned, apart from failures; empty if nothing does. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (plan.pacing() instanceof Pacing.Open open && echoesPerSecond() < RATE_KEPT * expectedPerSecond(open)) {
            reasons.add(String.format(Locale.ROOT, "the rate was not reached: %,.0f a second of %,.0f",
                    echoesPerSecond(), expectedPerSecond(open)));
        }
        if (plan.pacing() instanceof Pacing.Open && cpuShare() > CPU_SPENT * cpus) {
            reasons.add(String.format(Locale.ROOT, "the load was the limit: it kept %.2f of its %d CPUs busy",
                    cpuShare(), cpus));
        }
        return reasons;
    }

    /** Over the measured window, which may begin within the ramp. */
    private double expectedPerSecond(Pacing.Open open) {
        double ramp = seconds(open.ramp());
        double from = seconds(plan.warmup());
        double to = from + seconds(plan.duration());
        return open.perSecond() * (arrivals(to, ramp) - arrivals(from, ramp)) / (to - from);
    }

    /** Of a rate of one a second, until this second. */
    private static double arrivals(double second, double ramp) {
        return second < ramp ? second * second / (2 * ramp) : second - ramp / 2;
    }

    public double echoesPerSecond() {
        return echoes / seconds(plan.duration());
    }

    public double cpuMicrosPerEcho() {
        return cpu.toNanos() / 1e3 / echoes;
    }

    /** CPUs kept busy by the load's own process; near the number it may use, the load was the limit. */
    public double cpuShare() {
        return seconds(cpu) / seconds(plan.duration());
    }

    public double latencyMicros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }

    public double maxLatencyMicros() {
        return latencies.getMaxValue() / 1e3;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
