package threadlab.bench.soak.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import threadlab.client.plan.Durations;
import threadlab.server.ThreadModel;

/**
 * What a soak does; always valid.
 *
 * @param threadModel of the server
 * @param durationSeconds from the start of the load to its end
 * @param settleSeconds of these at the beginning, in which nothing is judged
 * @param everySeconds from one sample to the next, on average
 * @param idleTimeoutSeconds after which the server ends a session that echoes nothing
 * @param tolerance a rise of memory over the steady part up to this share of its level does not count
 * @param seed of sizes, arrivals and whatever rude clients choose
 */
public record SoakPlan(String threadModel, double durationSeconds, double settleSeconds, double everySeconds,
        double idleTimeoutSeconds, double tolerance, long seed) {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(24);
    /** Each sample takes a full collection. */
    private static final Duration MOST_OFTEN = Duration.ofMillis(100);

    /**
     * With what follows from the duration: a tenth to settle, but 20 s at least, or a half where that is shorter.
     *
     * @param every null for a sixtieth, within 200 ms and 5 s
     * @throws IllegalArgumentException in a line that names the field, the value and what is allowed
     */
    public static SoakPlan of(ThreadModel model, Duration duration, Duration every, double tolerance, long seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("seed is " + seed + ", allowed: 0 to " + Long.MAX_VALUE);
        }
        check("for", duration, SHORTEST, LONGEST);
        Duration settle = longer(duration.dividedBy(10), shorter(Duration.ofSeconds(20), duration.dividedBy(2)));
        Duration often = every != null ? every : within(duration.dividedBy(60), Duration.ofMillis(200), 5);
        check("every", often, MOST_OFTEN, duration.minus(settle).dividedBy(12));
        return new SoakPlan(model.toString(), seconds(duration), seconds(settle), seconds(often),
                seconds(within(duration.dividedBy(20), Duration.ofSeconds(3), 10)), tolerance, seed);
    }

    private static void check(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + " is " + Durations.text(value) + ", allowed: "
                    + Durations.text(least) + " to " + Durations.text(most));
        }
    }

    private static Duration within(Duration value, Duration least, int mostSeconds) {
        return longer(least, shorter(value, Duration.ofSeconds(mostSeconds)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /**
     * When samples are taken, in seconds since the load begins: one in the second half of each interval, at random. Taken
     * regularly they would beat with whatever the server does regularly, such as its look for idle sessions each second,
     * and the beat would look like a slow rise or fall.
     */
    public double[] sampleSeconds() {
        var random = new SplittableRandom(seed);
        return IntStream.rangeClosed(1, (int) (durationSeconds / everySeconds))
                .mapToDouble(i -> (i - random.nextDouble(0.5)) * everySeconds).toArray();
    }

    public Duration duration() {
        return Duration.ofMillis(Math.round(durationSeconds * 1e3));
    }

    public Duration settle() {
        return Duration.ofMillis(Math.round(settleSeconds * 1e3));
    }

    public Duration idleTimeout() {
        return Duration.ofMillis(Math.round(idleTimeoutSeconds * 1e3));
    }

    /** As the option takes it. */
    public ThreadModel model() {
        return ThreadModel.valueOf(threadModel.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
