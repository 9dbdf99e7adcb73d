package threadlab.client.result;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Failure;

/**
 * What a run found. An echo is complete when all of its bytes came back, equal.
 *
 * @param warmup how long full load lasted before the measured window, or until the run ended if that was earlier
 * @param measured how long the measured window was; zero if the run ended before it
 * @param stopped the run was ended early by somebody
 * @param echoes echoes of messages due within the measured window
 * @param totalEchoes all echoes, those of the warm-up and of newcomers too: what a server under no other load counts
 * @param schedule how the times were kept
 * @param newcomers those that came for one echo
 * @param replaced sessions that ended as planned and were followed by another
 * @param evenness how the server shared itself out among the sessions
 * @param latencies of the measured echoes, and the waits of newcomers
 * @param cost of the load itself
 * @param failures how many sessions failed, by kind
 * @param firstFailure the story of the first one; null if there was none
 * @param workers what each process of a cluster did, of which this is the whole; empty for a load of one process
 */
public record LoadResult(LoadPlan plan, Duration warmup, Duration measured, boolean stopped, long echoes,
        long totalEchoes, Schedule schedule, Newcomers newcomers, long replaced, Evenness evenness, Latencies latencies,
        Cost cost,
        Map<Failure, Long> failures, String firstFailure, List<WorkerPart> workers) {

    public LoadResult {
        workers = List.copyOf(workers);
    }

    /** Of a load of one process. */
    public LoadResult(LoadPlan plan, Duration warmup, Duration measured, boolean stopped, long echoes, long totalEchoes,
            Schedule schedule, Newcomers newcomers, long replaced, Evenness evenness, Latencies latencies, Cost cost,
            Map<Failure, Long> failures, String firstFailure) {
        this(plan, warmup, measured, stopped, echoes, totalEchoes, schedule, newcomers, replaced, evenness, latencies,
                cost, failures, firstFailure, List.of());
    }

    /**
     * How the times were kept within the measured window.
     *
     * @param due messages that were due, and sent
     * @param late those that left more than 10 ms after their time
     * @param inTime those whose echo was back before the window ended
     */
    public record Schedule(long due, long late, long inTime) {
    }

    /**
     * Sessions that came under the load for one echo each.
     *
     * @param unserved those without an echo when the window ended; they count with the wait that they had by then
     */
    public record Newcomers(long came, long unserved) {
    }

    /**
     * How a server shared itself out among the busy sessions that were held from the start.
     *
     * @param fairness echoes of the session at the end of the slowest twentieth, by the mean over the sessions, of
     *            messages due in the measured window: near 1 all were served alike, at 0 a twentieth was not served at
     *            all. Sessions that failed count with what they had. Null where that says nothing: of fewer than 20
     *            sessions, of fewer than 20 echoes a session, if sessions were replaced, or if echoes were counted
     * @param firstEcho the longest that a session waited for its first echo, from the moment at which the load began and
     *            all sent at once; null in an open loop, or if a session never had one
     */
    public record Evenness(Double fairness, Duration firstEcho) {
    }

    /**
     * What the load itself took in the measured window.
     *
     * @param cpu CPU time of its process
     * @param metered in so long
     * @param cpus CPUs that it may use
     * @param stolen part of all CPUs' time that the hypervisor gave to others; null where the system does not tell, or in
     *            too short a time
     * @param liveHeapBytes that its sessions hold, after a full collection in the warm-up; null if that was to be shorter
     *            than a second, or was cut short before the collection
     */
    public record Cost(Duration cpu, Duration metered, int cpus, Double stolen, Long liveHeapBytes) {
    }

    /** The part of the messages that may miss their time before a run is not what was planned. */
    private static final double TOLERATED = 0.01;
    /** From this part of the CPUs that the load may use, it is the load that limits. */
    private static final double CPU_SPENT = 0.9;
    /** A process's CPU time is told in steps of 10 ms. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);
    /** From this part of the machine's time on, its figures are not its own. */
    private static final double CPU_STOLEN = 0.05;

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
        if (stopped) {
            reasons.add(plan.extent().isCounted()
                    ? String.format(Locale.ROOT, "stopped early, after %,d of %,d echoes", echoes,
                            plan.extent().echoes())
                    : String.format(Locale.ROOT, "stopped early, after %.1f of %s s measured", seconds(measured),
                            BigDecimal.valueOf(seconds(plan.extent().duration())).stripTrailingZeros()
                                    .toPlainString()));
        } else if (workers.isEmpty() && plan.extent().isCutShort(measured, echoes)) { // else each says so itself
            reasons.add(String.format(Locale.ROOT, "no session was left after %.1f s measured", seconds(measured)));
        }
        if (plan.pacing() instanceof LoadModel.Open) {
            // Each session may have one message on its way when the window ends.
            if (schedule.due - schedule.inTime > schedule.due * TOLERATED + plan.shape().sessions()) {
                reasons.add(String.format(Locale.ROOT,
                        "the rate was not kept up: %,d messages were due, %,d came back in time", schedule.due,
                        schedule.inTime));
            }
            if (schedule.late > schedule.due * TOLERATED) {
                reasons.add(String.format(Locale.ROOT,
                        "sends were late: %,d of %,d left more than 10 ms after their time", schedule.late,
                        schedule.due));
            }
            if (wasTheLimit()) {
                reasons.add("the load was the limit: it kept " + busy());
            }
        }
        if (cost.stolen != null && cost.stolen > CPU_STOLEN) {
            reasons.add(String.format(Locale.ROOT, "stolen CPU: the hypervisor gave %.1f %% of this machine's time to "
                    + "others", cost.stolen * 100));
        }
        workers.forEach(worker -> reasons.addAll(worker.reasons()));
        return reasons;
    }

    /** What to know when reading the figures of a run that was as planned. A closed loop promises no rate. */
    public List<String> notes() {
        return wasTheLimit() && plan.pacing() instanceof LoadModel.Closed
                ? List.of("the load kept " + busy() + ": echoes a second may be its own limit, not the server's")
                : List.of();
    }

    /** The load had no CPU left: echoes a second may be its own limit. */
    public boolean wasTheLimit() {
        return cost.metered.compareTo(LONG_ENOUGH) >= 0 && cpuShare() > CPU_SPENT * cost.cpus;
    }

    private String busy() {
        return String.format(Locale.ROOT, "%.2f of its %d CPUs busy", cpuShare(), cost.cpus);
    }

    /** Of the measured window; zero if there was none. */
    public double echoesPerSecond() {
        return measured.isZero() ? 0 : echoes / seconds(measured);
    }

    public double cpuMicrosPerEcho() {
        return cost.cpu.toNanos() / 1e3 / echoes;
    }

    /** CPUs kept busy by the load's own process; near the number it may use, the load was the limit. */
    public double cpuShare() {
        return measured.isZero() ? 0 : seconds(cost.cpu) / seconds(cost.metered);
    }

    /** See {@link Evenness#fairness}; may be null. */
    public Double fairness() {
        return evenness.fairness;
    }

    /** See {@link Evenness#firstEcho}; may be null. */
    public Duration firstEcho() {
        return evenness.firstEcho;
    }

    /** From the time at which a message was due. */
    public double latencyMicros(double percentile) {
        return latencies.whenDue().getValueAtPercentile(percentile) / 1e3;
    }

    public double maxLatencyMicros() {
        return latencies.whenDue().getMaxValue() / 1e3;
    }

    /** Sessions that failed, of any kind. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
