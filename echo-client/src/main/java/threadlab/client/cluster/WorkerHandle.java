package threadlab.client.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult;
import threadlab.client.result.WorkerPart;

/** What the coordinator knows of one worker of its run. One thread's own. Times are of its monotonic clock. */
final class WorkerHandle {
    private static final int MOST_PINGS = 20;

    private final String member;
    private final String name;
    private final LoadPlan part;
    private final ClockOffsetEstimator clock = new ClockOffsetEstimator();
    /** When each ping left that is not answered, oldest first. */
    private final Map<Long, Long> pings = new LinkedHashMap<>();
    /** The number of the last ping. */
    private long pinged;
    /** The last sign of life. */
    private long heardAt;
    /** The last sign of progress, or the start, which may be yet to come. */
    private long movedAt;
    /** Its sessions are connected. */
    private boolean ready;
    /** It has been told when to start. */
    private boolean started;
    private ClusterMessage.Phase phase = ClusterMessage.Phase.WARMING_UP;
    /** Null until it comes. */
    private ClusterMessage.Result result;
    /** When and why; null if it is not. */
    private String lost;

    WorkerHandle(String member, String name, LoadPlan part, long now) {
        this.member = member;
        this.name = name;
        this.part = part;
        this.heardAt = now;
    }

    String member() {
        return member;
    }

    String name() {
        return name;
    }

    LoadPlan part() {
        return part;
    }

    ClockOffsetEstimator clock() {
        return clock;
    }

    boolean isReady() {
        return ready;
    }

    /** There is more to come from it. */
    boolean isAtWork() {
        return result == null && lost == null;
    }

    ClusterMessage.Ping ping(String run, long now) {
        if (pings.size() == MOST_PINGS) {
            pings.remove(pings.keySet().iterator().next());
        }
        pings.put(++pinged, now);
        return new ClusterMessage.Ping(run, pinged);
    }

    void heard(long now) {
        heardAt = now;
    }

    void pong(ClusterMessage.Pong pong, long now) {
        Long left = pings.remove(pong.number());
        if (left != null) {
            clock.read(left, pong.clock(), now);
        }
    }

    void ready() {
        ready = true;
    }

    void start(long at) {
        started = true;
        movedAt = at;
    }

    void progress(ClusterMessage.Progress progress, long now) {
        movedAt = Math.max(movedAt, now);
        phase = progress.phase();
    }

    void result(ClusterMessage.Result found) {
        result = found;
    }

    void lose(String why) {
        lost = why;
    }

    /** Why it must be given up, or null. */
    String silence(long now) {
        if (now - heardAt > Timeouts.SILENCE) {
            return "no sign of life for " + Timeouts.SILENCE / 1_000_000_000 + " s";
        }
        if (started && phase != ClusterMessage.Phase.ENDING && now - movedAt > Timeouts.STANDSTILL) {
            return "it lives, but its load stood still for " + Timeouts.STANDSTILL / 1_000_000_000 + " s";
        }
        return started && now - movedAt > Timeouts.LAST_WORD
                ? "no result for " + Timeouts.LAST_WORD / 1_000_000_000 + " s"
                : null;
    }

    WorkerPart outcome() {
        LoadResult found = result == null ? null : result.result();
        return new WorkerPart(name, part, result == null || !started ? null : clock.bound().plus(result.late()),
                found, lost);
    }
}
