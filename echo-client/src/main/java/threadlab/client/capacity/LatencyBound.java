package threadlab.client.capacity;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threadlab.support.Durations;
import threadlab.support.Preconditions;

/**
 * A percentile of the response times and the longest that it may be. Written as {@code p99<=100ms}.
 *
 * @param percentile 50, 90, 99 or 99.9
 * @param most more than zero, to 10 seconds
 */
public record LatencyBound(double percentile, Duration most) {
    private static final Pattern FORM = Pattern.compile("(p50|p90|p99|p99\\.9) ?<= ?(\\S+)");
    private static final Map<String, Double> PERCENTILES = Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p99.9", 99.9);
    private static final Duration MAX = Duration.ofSeconds(10);
    private static final Duration MIN_WINDOW = Duration.ofSeconds(1);
    /** A queue that grows must reach the bound within a window, or be seen to take up a part of it. */
    private static final int BOUNDS_IN_A_WINDOW = 5;
    /** A search has about so many steps. */
    public static final int USUAL_STEPS = 12;
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(300);
    /** A rate so low that a window would have to be longer is not tried. */
    private static final double LONGEST_FOR_SAMPLES_SECONDS = 10;

    public LatencyBound {
        Preconditions.check(PERCENTILES.containsValue(percentile), "percentile", percentile, "50, 90, 99 or 99.9");
        Preconditions.check(most.isPositive() && most.compareTo(MAX) <= 0, "find-rate", most,
                "more than 0s, to " + Durations.format(MAX));
    }

    /** @throws IllegalArgumentException in one line */
    public static LatencyBound parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a bound such as p50<=5ms, p90<=20ms, p99<=100ms "
                    + "or p99.9<=1s");
        }
        return new LatencyBound(PERCENTILES.getOrDefault(form.group(1), 0.0), Durations.parse(form.group(2)));
    }

    /** Returns the name of the percentile: {@code p99}. */
    public String name() {
        return "p" + Double.toString(percentile).replaceFirst("\\.0$", "");
    }

    /** Returns the bound as it stands in a sentence: {@code p99 <= 100 ms}. */
    public String inSentence() {
        return name() + " <= " + Durations.format(most).replaceFirst("(?=[a-z])", " ");
    }

    /** Returns text that {@link #parse} reads back. */
    @Override
    public String toString() {
        return name() + "<=" + Durations.format(most);
    }

    /** Returns how long a step is under full load before it is measured. */
    Duration warmup() {
        return steady().dividedBy(2);
    }

    /** Returns how long a step is measured: so long that the percentile has samples, and that a queue would show. */
    Duration window(double rate) {
        Duration forSamples = Duration.ofNanos((long) Math.ceil(samples() / rate * 1e9));
        return longer(forSamples, steady());
    }

    private Duration steady() {
        return longer(MIN_WINDOW, most.multipliedBy(BOUNDS_IN_A_WINDOW));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Returns the lowest rate at which a window has samples enough without being very long. */
    public double lowestRate() {
        return samples() / LONGEST_FOR_SAMPLES_SECONDS;
    }

    /** One message in so many may take longer. */
    private long samples() {
        return Math.round(100 / (100 - percentile));
    }

    /** Returns about how long a search takes, with the connections and the last echoes of its steps. */
    public Duration expectedSearch() {
        return warmup().plus(steady()).plus(BETWEEN_STEPS).multipliedBy(USUAL_STEPS);
    }
}
