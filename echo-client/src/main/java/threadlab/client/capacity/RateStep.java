package threadlab.client.capacity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;
import threadlab.support.Counted;

/**
 * What a load at one rate has shown. The names are those of the JSON.
 *
 * @param ratePerSecond messages a second that were due
 * @param achievedPerSecond echoes a second that came back within the window
 * @param p50Micros median of the response times; 0 if nothing came back
 * @param p99Micros likewise
 * @param boundedMicros the percentile that the bound is on, likewise
 * @param holds whether the server held the rate
 * @param loadWasLimit whether the rate was not held and the load had no CPU left
 * @param reason why the rate was not held; null if it was
 */
public record RateStep(double ratePerSecond, double achievedPerSecond, double p50Micros, double p99Micros,
        double boundedMicros, boolean holds, boolean loadWasLimit, @Nullable String reason) {
    /** The part of the messages that must come back while others are sent, but for one that is on its way. */
    private static final double KEPT_UP = 0.99;

    /** A step in which nothing came back. */
    static RateStep failed(double rate, String reason) {
        return new RateStep(rate, 0, 0, 0, 0, false, false, reason);
    }

    /** @param achieved echoes a second that came back within the window, whenever they were due */
    static RateStep of(double rate, LoadResult result, double achieved, LatencyBound bound) {
        String reason = reason(result, achieved, bound);
        return new RateStep(rate, achieved, result.responseMicros(50), result.responseMicros(99),
                result.responseMicros(bound.percentile()), reason == null, reason != null && result.wasTheLimit(),
                reason);
    }

    private static @Nullable String reason(LoadResult result, double achieved, LatencyBound bound) {
        if (result.failed() > 0) {
            return Counted.of(result.failed(), "session") + " failed: " + result.firstFailure();
        }
        if (result.echoes() == 0) {
            return "no message came back";
        }
        Long unserved = result.unservedSessions();
        if (unserved != null && unserved > 0) {
            return Counted.of(unserved, "session") + " had no echo";
        }
        if (result.responseMicros(bound.percentile()) * 1e3 > bound.most().toNanos()) {
            return bound.name() + " is " + Latencies.text(result.latencies().responseTime(), bound.percentile());
        }
        double seconds = result.measured().toNanos() / 1e9;
        long due = result.messages().due();
        return achieved * seconds < KEPT_UP * due - 1
                ? String.format(Locale.ROOT, "only %,.0f of %,.0f a second came back", achieved, due / seconds)
                : null;
    }
}
