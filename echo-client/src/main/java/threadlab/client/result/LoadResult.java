package threadlab.client.result;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Failure;
import threadlab.support.CpuSupply;

/**
 * The result of a run. An echo is complete when all of its bytes have come back, equal.
 *
 * @param latencies of the measured echoes and the probe sessions
 * @param cost what the load itself used in the measured window
 * @param workers the parts of a cluster's processes, of which this is the whole; empty for a load of one process
 */
public record LoadResult(LoadPlan plan, Timing timing, Messages messages, Sessions sessions, Latencies latencies,
        Cost cost, List<WorkerPart> workers) {
    /** Above this part of the CPUs that the load may use, the load is the limit. */
    private static final double CPU_LIMIT = 0.9;
    /** The CPU time of a process comes in steps of 10 ms, so that a shorter measurement says little. */
    private static final Duration MIN_METERED = Duration.ofMillis(500);

    public LoadResult {
        workers = List.copyOf(workers);
    }

    /** The result of a load of one process. */
    public LoadResult(LoadPlan plan, Timing timing, Messages messages, Sessions sessions, Latencies latencies,
            Cost cost) {
        this(plan, timing, messages, sessions, latencies, cost, List.of());
    }

    /**
     * How long a run lasted.
     *
     * @param warmup time under full load before the measured window, or until the run ended if that was earlier
     * @param measured length of the measured window; zero if the run ended before it
     * @param stopped somebody ended the run early
     */
    public record Timing(Duration warmup, Duration measured, boolean stopped) {
    }

    /**
     * Counts of messages.
     *
     * @param due messages that were due within the measured window, and sent
     * @param late those of them that were sent more than 10 ms after they were due
     * @param inTime those of them whose echo was back before the window ended
     * @param echoes those of them whose echo came back
     * @param totalEchoes all echoes, with those of the warm-up and of probe sessions; a server under no other load
     *            counts the bytes of as many
     */
    public record Messages(long due, long late, long inTime, long echoes, long totalEchoes) {
    }

    /**
     * What happened to the sessions.
     *
     * @param replaced sessions that ended as planned and were followed by another
     */
    public record Sessions(long replaced, Probes probes, Fairness fairness, Failures failures) {
    }

    /**
     * Sessions that were opened under the load for one echo each.
     *
     * @param unserved those without an echo when the window ended; their wait until then is recorded
     */
    public record Probes(long opened, long unserved) {
    }

    /**
     * How evenly the server treated the busy sessions that were there from the start.
     *
     * @param ratio echoes of the session at the end of the slowest twentieth, divided by the mean over the sessions, of
     *            messages due in the measured window: near 1 if all were served alike, 0 if a twentieth was not served
     *            at all. Sessions that failed count with what they had. Null with fewer than 20 sessions or fewer than
     *            20 echoes per session, if sessions were replaced, or if echoes were counted
     * @param unserved sessions without an echo of a message due in the measured window, so that no latency speaks for
     *            them; null if there were too few messages for all, if sessions were replaced, or echoes counted
     * @param firstEcho longest wait of a session for its first echo, from the moment at which the load began and all
     *            sessions sent at once; null in an open loop, or if a session never had an echo
     */
    public record Fairness(@Nullable Double ratio, @Nullable Long unserved, @Nullable Duration firstEcho) {
        public static final Fairness UNKNOWN = new Fairness(null, null, null);
    }

    /**
     * The sessions that failed.
     *
     * @param counts failed sessions by kind, without zeros
     * @param first details of the first failure; null if there was none
     */
    public record Failures(Map<Failure, Long> counts, @Nullable String first) {
        public static final Failures NONE = new Failures(Map.of(), null);

        /** Returns how many sessions failed. */
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * What the load itself used in the measured window.
     *
     * @param cpu CPU time of the process
     * @param metered length of that measurement
     * @param cpus CPUs that the process may use
     * @param supply what the machine did with its CPUs
     * @param stoodStill the longest time for which the process did not run though it was to
     * @param liveHeapBytes heap that the sessions hold, after a full collection in the warm-up; null if the planned
     *            warm-up was shorter than a second or was cut short before the collection
     */
    public record Cost(Duration cpu, Duration metered, int cpus, CpuSupply supply, Duration stoodStill,
            @Nullable Long liveHeapBytes) {

        /** Returns how many CPUs the process kept busy. */
        public double cpusBusy() {
            return metered.isZero() ? 0 : seconds(cpu) / seconds(metered);
        }

        boolean isLimit() {
            return metered.compareTo(MIN_METERED) >= 0 && cpusBusy() > CPU_LIMIT * cpus;
        }
    }

    /**
     * OK: the load did what was planned. DEGRADED: it did not, for the {@link #reasons}, and the figures must be read
     * with them. FAILED: sessions failed, or nothing came back.
     */
    public enum Outcome {
        OK, DEGRADED, FAILED
    }

    public Outcome outcome() {
        if (failed() > 0 || echoes() == 0) {
            return Outcome.FAILED;
        }
        return reasons().isEmpty() ? Outcome.OK : Outcome.DEGRADED;
    }

    /** Returns why the result is not what was planned, apart from failures; empty if it is. */
    public List<String> reasons() {
        return Assessment.reasons(this);
    }

    /** Returns what to know when reading the figures of a run that went as planned. */
    public List<String> notes() {
        return Assessment.notes(this);
    }

    /** Returns whether the load had no CPU left, so that echoes per second may be its own limit. */
    public boolean wasTheLimit() {
        return !measured().isZero() && cost.isLimit();
    }

    public Duration warmup() {
        return timing.warmup;
    }

    public Duration measured() {
        return timing.measured;
    }

    public boolean stopped() {
        return timing.stopped;
    }

    /** Returns the echoes of messages that were due within the measured window. */
    public long echoes() {
        return messages.echoes;
    }

    public long totalEchoes() {
        return messages.totalEchoes;
    }

    public long replaced() {
        return sessions.replaced;
    }

    public Probes probes() {
        return sessions.probes;
    }

    /** See {@link Fairness#ratio}. */
    public @Nullable Double fairness() {
        return sessions.fairness.ratio;
    }

    /** See {@link Fairness#unserved}. */
    public @Nullable Long unservedSessions() {
        return sessions.fairness.unserved;
    }

    /** See {@link Fairness#firstEcho}. */
    public @Nullable Duration firstEcho() {
        return sessions.fairness.firstEcho;
    }

    public Map<Failure, Long> failures() {
        return sessions.failures.counts;
    }

    public @Nullable String firstFailure() {
        return sessions.failures.first;
    }

    /** Returns how many sessions failed. */
    public long failed() {
        return sessions.failures.total();
    }

    /** Returns the echoes per second of the measured window; zero if there was none. */
    public double echoesPerSecond() {
        return measured().isZero() ? 0 : echoes() / seconds(measured());
    }

    public double cpuMicrosPerEcho() {
        return cost.cpu.toNanos() / 1e3 / echoes();
    }

    /** Returns how many CPUs the load's own process kept busy. */
    public double cpusBusy() {
        return measured().isZero() ? 0 : cost.cpusBusy();
    }

    /** Returns a percentile of the response times. */
    public double responseMicros(double percentile) {
        return Latencies.nanos(latencies.responseTime(), percentile) / 1e3;
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
