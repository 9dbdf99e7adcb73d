package threadlab.bench.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.client.Durations;
import threadlab.client.Extent;
import threadlab.client.LoadPlan;
import threadlab.client.Pacing;
import threadlab.client.Route;
import threadlab.client.Shape;
import threadlab.client.Sizes;

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
public record Point(int sessions, String size, int depth, Double ratePerSecond, double thinkSeconds,
        int idleSessions) {

    /** 64 bytes, one message in flight, closed loop, nobody idle. */
    public static Point of(int sessions) {
        return new Point(sessions, "64", 1, null, 0, 0);
    }

    /** The load on a port of this machine; an {@link IllegalArgumentException} names what it cannot be. */
    public LoadPlan load(int port, double newcomersPerSecond, double warmupSeconds, double durationSeconds) {
        Pacing pacing = ratePerSecond == null
                ? new Pacing.Closed(depth, seconds(thinkSeconds))
                : new Pacing.Open(ratePerSecond, Pacing.Arrival.CONSTANT, Duration.ZERO,
                        depth > 1 ? depth : Pacing.Open.DEEP);
        return new LoadPlan(new Route("127.0.0.1", port), new Shape(sessions, 0, idleSessions, 0, newcomersPerSecond),
                Sizes.parse(size, 1), pacing, true, Extent.ofTime(seconds(warmupSeconds), seconds(durationSeconds)));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /** All but the number of sessions: points that are alike in this are one curve over the sessions. */
    public Point setting() {
        return new Point(1, size, depth, ratePerSecond, thinkSeconds, idleSessions);
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
