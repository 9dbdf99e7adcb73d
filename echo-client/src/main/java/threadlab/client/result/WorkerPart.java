package threadlab.client.result;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.Preconditions;

/**
 * What one process of a cluster did of a load: there is a result, or it was lost.
 *
 * @param name where it was, host and port
 * @param part of the plan of all
 * @param startBound it began at the agreed instant, give or take so much; null if it never did
 * @param result null if it was lost
 * @param lost why, and when; null if it was not
 */
public record WorkerPart(String name, LoadPlan part, Duration startBound, LoadResult result, String lost) {

    public WorkerPart {
        Preconditions.check((result == null) != (lost == null), "worker", name, "a result, or why it was lost");
    }

    /** What keeps the whole from being what was planned. */
    List<String> reasons() {
        return result == null
                ? List.of(String.format(Locale.ROOT, "lost worker %s %s: its %,d sessions are in no figure", name, lost,
                        part.shape().held()))
                : result.reasons().stream().map(reason -> "worker " + name + ": " + reason).toList();
    }

    /** In one line. */
    @Override
    public String toString() {
        String begin = String.format(Locale.ROOT, "%s: %,d sessions, ", name, part.shape().held());
        if (result == null) {
            return begin + "lost " + lost;
        }
        return begin + String.format(Locale.ROOT, "%,d echoes (%,.0f a second), p99 %.3f ms, %,d in all, %s",
                result.echoes(), result.echoesPerSecond(), result.latencyMicros(99) / 1e3, result.totalEchoes(),
                startBound == null
                        ? "never started"
                        : String.format(Locale.ROOT, "started within %.3f ms", startBound.toNanos() / 1e6));
    }
}
