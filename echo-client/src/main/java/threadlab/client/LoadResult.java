package threadlab.client;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run found. An echo is complete when all of its bytes came back, equal.
 *
 * @param echoes echoes of messages sent within the measured window
 * @param totalEchoes all echoes, those of the warm-up too: what a server under no other load counts
 * @param latencies of the measured echoes, in nanoseconds from send to last byte
 * @param cpu CPU time of the load's process in the measured window
 * @param failures how many sessions failed, by kind
 * @param firstFailure the story of the first one; null if there was none
 */
public record LoadResult(LoadPlan plan, long echoes, long totalEchoes, Histogram latencies, Duration cpu,
        Map<Failure, Long> failures, String firstFailure) {

    /** OK: every session did what was planned. FAILED: at least one did not, so the figures are not the plan's. */
    public enum Outcome {
        OK, FAILED
    }

    public Outcome outcome() {
        return failures.isEmpty() && echoes > 0 ? Outcome.OK : Outcome.FAILED;
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
