package threadlab.bench.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.Durations;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;
import threadlab.client.verify.MessageSizes;

/**
 * One load that all contestants are put under.
 *
 * @param sessions busy ones
 * @param size bytes in a message: {@code 64} or {@code 1..4096}
 * @param depth messages in flight per session
 * @param ratePerSecond messages a second over all sessions; null for a closed loop
 * @param thinkSeconds closed loop: pause between an echo and the next message
 * @param idleSessions held open beside the busy ones
 */
public record LoadPoint(int sessions, String size, int depth, Double ratePerSecond, double thinkSeconds,
        int idleSessions) {

    /** 64 bytes, one message in flight, closed loop, nobody idle. */
    public static LoadPoint of(int sessions) {
        return new LoadPoint(sessions, "64", 1, null, 0, 0);
    }

    /** The load on a port of this machine; an {@link IllegalArgumentException} names what it cannot be. */
    public LoadPlan load(int port, double newcomersPerSecond, double warmupSeconds, double durationSeconds) {
        LoadModel pacing = ratePerSecond == null
                ? new LoadModel.Closed(depth, seconds(thinkSeconds))
                : new LoadModel.Open(ratePerSecond, LoadModel.Arrival.CONSTANT, Duration.ZERO,
                        depth > 1 ? depth : LoadModel.Open.DEFAULT_DEPTH);
        return new LoadPlan(new Target("127.0.0.1", port),
                new ConnectionProfile(sessions, 0, idleSessions, 0, newcomersPerSecond),
                MessageSizes.parse(size, 1), pacing, true,
                RunLimit.ofTime(seconds(warmupSeconds), seconds(durationSeconds)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /** All but the number of sessions: points that are alike in this are one curve over the sessions. */
    public LoadPoint setting() {
        return new LoadPoint(1, size, depth, ratePerSecond, thinkSeconds, idleSessions);
    }

    /** The setting in words: {@code 64 bytes, depth 8, 1,000/s}. */
    public String settingText() {
        List<String> parts = new ArrayList<>();
        parts.add(size + (size.equals("1") ? " byte" : " bytes"));
        if (depth > 1) {
            parts.add("depth " + depth);
        }
        if (ratePerSecond != null) {
            parts.add(String.format(Locale.ROOT, "%,.0f messages/s", ratePerSecond));
        }
        if (thinkSeconds > 0) {
            parts.add(Durations.text(seconds(thinkSeconds)) + " think time");
        }
        if (idleSessions > 0) {
            parts.add(String.format(Locale.ROOT, "%,d idle sessions", idleSessions));
        }
        return String.join(", ", parts);
    }
}
