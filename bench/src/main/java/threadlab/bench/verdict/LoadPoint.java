package threadlab.bench.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;
import threadlab.support.Durations;

/**
 * One load that all candidates are measured under.
 *
 * @param sessions busy sessions
 * @param size bytes in a message: {@code 64} or {@code 1..4096}
 * @param depth messages in flight per session
 * @param ratePerSecond messages per second over all sessions; null for a closed loop
 * @param thinkTimeSeconds closed loop: pause between an echo and the next message
 * @param idleSessions sessions that are held open beside the busy ones
 * @param cell the work of each message, if this is a cell of a map; null if all load points have the same, or none
 */
public record LoadPoint(int sessions, String size, int depth, @Nullable Double ratePerSecond, double thinkTimeSeconds,
        int idleSessions, @Nullable WorkCell cell) {

    /** A load that is no cell of a map. */
    public LoadPoint(int sessions, String size, int depth, @Nullable Double ratePerSecond, double thinkTimeSeconds,
            int idleSessions) {
        this(sessions, size, depth, ratePerSecond, thinkTimeSeconds, idleSessions, null);
    }

    /** A closed loop with messages of 64 bytes, one in flight, and no idle sessions. */
    public static LoadPoint of(int sessions) {
        return new LoadPoint(sessions, "64", 1, null, 0, 0);
    }

    /**
     * Returns the load on a port of this machine.
     *
     * @throws IllegalArgumentException in one line, if there can be no such load
     */
    public LoadPlan load(int port, double probeSessionsPerSecond, TrialTiming timing) {
        LoadModel model = ratePerSecond == null
                ? new LoadModel.Closed(depth, TrialTiming.duration(thinkTimeSeconds))
                : new LoadModel.Open(ratePerSecond, LoadModel.Arrival.CONSTANT, Duration.ZERO,
                        depth > 1 ? depth : LoadModel.Open.DEFAULT_DEPTH);
        return new LoadPlan(new Target("127.0.0.1", port),
                new ConnectionProfile(sessions, 0, idleSessions, 0, probeSessionsPerSecond),
                MessageSizes.parse(size, 1), model, true,
                RunLimit.ofTime(timing.longestWarmup(), timing.window()));
    }

    /** Returns the open loop at a rate that takes the place of this closed one. */
    public LoadPoint at(double rate) {
        return new LoadPoint(sessions, size, depth, rate, 0, idleSessions, cell);
    }

    /** Returns the same load as a cell of a map. */
    public LoadPoint with(@Nullable WorkCell work) {
        return new LoadPoint(sessions, size, depth, ratePerSecond, thinkTimeSeconds, idleSessions, work);
    }

    /** Returns what the load points of one series have in common: they differ in the number of sessions alone. */
    public LoadPoint series() {
        return new LoadPoint(1, size, depth, ratePerSecond, thinkTimeSeconds, idleSessions, cell);
    }

    /** Returns the series in words: {@code 64 bytes, depth 8, 1,000 messages/s}. */
    public String seriesText() {
        List<String> parts = new ArrayList<>();
        parts.add(size + (size.equals("1") ? " byte" : " bytes"));
        if (depth > 1) {
            parts.add("depth " + depth);
        }
        if (ratePerSecond != null) {
            parts.add(String.format(Locale.ROOT, "%,.0f messages/s", ratePerSecond));
        }
        if (thinkTimeSeconds > 0) {
            parts.add(Durations.format(TrialTiming.duration(thinkTimeSeconds)) + " think time");
        }
        if (idleSessions > 0) {
            parts.add(String.format(Locale.ROOT, "%,d idle sessions", idleSessions));
        }
        if (cell != null) {
            parts.add(cell.recipe());
        }
        return String.join(", ", parts);
    }
}
