package threadlab.client.result;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadPlan;
import threadlab.support.Counted;
import threadlab.support.Preconditions;

/**
 * The part of one worker in the load of a cluster. The worker has a result, or it was lost.
 *
 * @param name host and port of the worker
 * @param plan its part of the whole plan
 * @param startBound how far its start was from the agreed instant, at most; null if it never started
 * @param result null if the worker was lost
 * @param lost when and why the worker was lost; null if it was not
 */
public record WorkerPart(String name, LoadPlan plan, @Nullable Duration startBound, @Nullable LoadResult result,
        @Nullable String lost) {

    public WorkerPart {
        Preconditions.check((result == null) != (lost == null), "worker", name, "a result, or why it was lost");
    }

    /** Returns the name or address of the worker's machine. */
    public String host() {
        return name.substring(0, Math.max(0, name.lastIndexOf(':')));
    }

    /** Returns why the whole result is not what was planned. */
    List<String> reasons() {
        return result == null
                ? List.of(String.format(Locale.ROOT, "lost worker %s %s: its %s are not in the result", name,
                        lost, Counted.of(plan.profile().initialSessions(), "session")))
                : result.reasons().stream().map(reason -> "worker " + name + ": " + reason).toList();
    }

    /** Returns one line of text. */
    @Override
    public String toString() {
        String begin = name + ": " + Counted.of(plan.profile().initialSessions(), "session") + ", ";
        if (result == null) {
            return begin + "lost " + lost;
        }
        return begin + String.format(Locale.ROOT, "%,d echoes (%,.0f a second), p99 %s, %,d in all, %s",
                result.echoes(), result.echoesPerSecond(), Latencies.text(result.latencies().responseTime(), 99),
                result.totalEchoes(),
                startBound == null
                        ? "never started"
                        : String.format(Locale.ROOT, "started within %.3f ms", startBound.toNanos() / 1e6));
    }
}
