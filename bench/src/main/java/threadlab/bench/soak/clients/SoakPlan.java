package threadlab.bench.soak.clients;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import threadlab.server.ThreadModel;
import threadlab.support.Preconditions;

/**
 * A valid plan of a soak.
 *
 * @param threadModel of the server
 * @param durationSeconds length of the load
 * @param settleSeconds at the beginning of the load, in which nothing is judged
 * @param sampleIntervalSeconds from one sample to the next, on average
 * @param idleTimeoutSeconds after which the server ends a session that echoes nothing
 * @param tolerance rise of memory over the steady state that does not count, as a part of its level
 * @param seed of message sizes, arrivals and what misbehaving clients choose
 */
public record SoakPlan(String threadModel, double durationSeconds, double settleSeconds, double sampleIntervalSeconds,
        double idleTimeoutSeconds, double tolerance, long seed) {
    private static final Duration MIN_DURATION = Duration.ofSeconds(5);
    private static final Duration MAX_DURATION = Duration.ofHours(24);
    /** Each sample takes a full garbage collection. */
    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    /** A trend needs at least so many. */
    private static final int MIN_SAMPLES = 12;

    /**
     * Completes a plan. The server has a tenth of the duration to settle, at least 20 s, or half of the duration if
     * that is less.
     *
     * @param every interval of the samples; by default a sixtieth of the duration, from 200 ms to 5 s
     * @throws IllegalArgumentException in one line that names the field, the value and what is allowed
     */
    public static SoakPlan of(ThreadModel model, Duration duration, @Nullable Duration every, double tolerance,
            long seed) {
        Preconditions.checkRange("seed", seed, 0, Long.MAX_VALUE);
        Preconditions.checkRange("for", duration, MIN_DURATION, MAX_DURATION);
        Duration settle = max(duration.dividedBy(10), min(Duration.ofSeconds(20), duration.dividedBy(2)));
        Duration interval = every != null ? every : clamp(duration.dividedBy(60), Duration.ofMillis(200), 5);
        Preconditions.checkRange("every", interval, MIN_INTERVAL, duration.minus(settle).dividedBy(MIN_SAMPLES));
        return new SoakPlan(model.toString(), seconds(duration), seconds(settle), seconds(interval),
                seconds(clamp(duration.dividedBy(20), Duration.ofSeconds(3), 10)), tolerance, seed);
    }

    private static Duration clamp(Duration value, Duration min, int maxSeconds) {
        return max(min, min(value, Duration.ofSeconds(maxSeconds)));
    }

    private static Duration max(Duration one, Duration other) {
        return Collections.max(List.of(one, other));
    }

    private static Duration min(Duration one, Duration other) {
        return Collections.min(List.of(one, other));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }

    /**
     * Returns the times of the samples, in seconds since the load began: one in the second half of each interval, at
     * random. At regular times they would keep step with what the server does regularly, such as its search for idle
     * sessions each second, and that would look like a slow rise or fall.
     */
    public double[] sampleSeconds() {
        var random = new SplittableRandom(seed);
        return IntStream.rangeClosed(1, (int) (durationSeconds / sampleIntervalSeconds))
                .mapToDouble(i -> (i - random.nextDouble(0.5)) * sampleIntervalSeconds).toArray();
    }

    Duration duration() {
        return duration(durationSeconds);
    }

    Duration settle() {
        return duration(settleSeconds);
    }

    public Duration idleTimeout() {
        return duration(idleTimeoutSeconds);
    }
}
