package threadlab.client.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult;
import threadlab.client.result.WorkerPart;

/** The coordinator's view of one worker. Times are on the coordinator's monotonic clock. Not thread-safe. */
final class WorkerHandle {
    private static final int MAX_PINGS = 20;

    final String member;
    final String name;
    /** The worker's part of the whole plan. */
    final LoadPlan plan;
    final ClockOffsetEstimator clock = new ClockOffsetEstimator();
    /** The send times of unanswered pings by number, oldest first. */
    private final Map<Long, Long> pings = new LinkedHashMap<>();
    private long lastPing;
    /** The time of the last message. */
    private long heardAt;
    /** The time of the last progress, or of the start, which may be in the future. */
    private long progressAt;
    private boolean ready;
    private boolean started;
    private ClusterMessage.Phase phase = ClusterMessage.Phase.WARMING_UP;
    private ClusterMessage.@Nullable Result result;
    /** When and why the worker was lost; null if it was not. */
    private @Nullable String lost;

    WorkerHandle(String member, String name, LoadPlan plan, long now) {
        this.member = member;
        this.name = name;
        this.plan = plan;
        this.heardAt = now;
    }

    /** Returns whether all its sessions are connected. */
    boolean isReady() {
        return ready;
    }

    /** Returns whether its result is still to come. */
    boolean isActive() {
        return result == null && lost == null;
    }

    ClusterMessage.Ping ping(String run, long now) {
        if (pings.size() == MAX_PINGS) {
            pings.remove(pings.keySet().iterator().next());
        }
        pings.put(++lastPing, now);
        return new ClusterMessage.Ping(run, lastPing);
    }

    void heard(long now) {
        heardAt = now;
    }

    void pong(ClusterMessage.Pong pong, long now) {
        Long sent = pings.remove(pong.number());
        if (sent != null) {
            clock.read(sent, pong.clock(), now);
        }
    }

    void ready() {
        ready = true;
    }

    void start(long at) {
        started = true;
        progressAt = at;
    }

    void progress(ClusterMessage.Progress progress, long now) {
        progressAt = Math.max(progressAt, now);
        phase = progress.phase();
    }

    void result(ClusterMessage.Result found) {
        result = found;
    }

    void lose(String reason) {
        lost = reason;
    }

    /** Returns why the worker counts as failed; empty if it does not. */
    Optional<String> failure(long now) {
        if (now - heardAt > Timeouts.FAILURE_TIMEOUT) {
            return Optional.of("no sign of life for " + Timeouts.seconds(Timeouts.FAILURE_TIMEOUT) + " s");
        }
        if (started && phase != ClusterMessage.Phase.ENDING && now - progressAt > Timeouts.STALL_TIMEOUT) {
            return Optional.of("it is alive, but its load made no progress for "
                    + Timeouts.seconds(Timeouts.STALL_TIMEOUT) + " s");
        }
        return started && now - progressAt > Timeouts.RESULT_TIMEOUT
                ? Optional.of("no result for " + Timeouts.seconds(Timeouts.RESULT_TIMEOUT) + " s")
                : Optional.empty();
    }

    WorkerPart part() {
        LoadResult found = result == null ? null : result.result();
        return new WorkerPart(name, plan, result == null || !started ? null : clock.bound().plus(result.late()), found,
                lost);
    }
}
