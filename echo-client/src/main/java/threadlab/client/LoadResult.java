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
 * @param schedule how the times were kept
 * @param latencies of the measured echoes, in nanoseconds from the time at which the message should have been sent
 * @param latenciesFromSend the same from the actual send: what a load sees that does not look at its schedule
 * @param cpu CPU time of the load's process in the measured window
 * @param cpus CPUs that the load may use
 * @param failures how many sessions failed, by kind
 * @param firstFailure the story of the first one; null if there was none
 */
public record LoadResult(LoadPlan plan, long echoes, long totalEchoes, Schedule schedule,
        Histogram latencies,
        Histogram latenciesFromSend, Duration cpu, int cpus,
        Map<Failure, Long> failures, String firstFailure) {

    /**
     * How an open loop's schedule was kept within the measured window.
     *
     * @param due messages due
     * @param late those that left more than 10 ms after their time
     * @param inTime those whose echo was back before the window ended
     */
    public record Schedule(long due, long late, long inTime) {
    }

    /** The part of the messages that may miss their time before a run is not what was planned. */
    private static final double TOLERATED = 0.01;
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
        if (!(plan.pacing() instanceof Pacing.Open)) {
            return reasons;
        }
        // Each session may have one message on its way when the window ends.
        if (schedule.due - schedule.inTime > schedule.due * TOLERATED + plan.sessions()) {
            reasons.add(
                    String.format(Locale.ROOT, "the rate was not kept up: %,d messages were due, %,d came back in time",
                            schedule.due, schedule.inTime));
        }
        if (schedule.late > schedule.due * TOLERATED) {
            reasons.add(String.format(Locale.ROOT, "sends were late: %,d of %,d left more than 10 ms after their time",
                    schedule.late, schedule.due));
        }
        if (cpuShare() > CPU_SPENT * cpus) {
            reasons.add(String.format(Locale.ROOT, "the load was the limit: it kept %.2f of its %d CPUs busy",
                    cpuShare(), cpus));
        }
        return reasons;
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
