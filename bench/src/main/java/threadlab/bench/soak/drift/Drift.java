package threadlab.bench.soak.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.soak.sampling.Unit;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.Trend;

/**
 * Change of a resource over the steady state.
 *
 * @param unit {@code bytes} or {@code count}
 * @param samples of the steady state that have a figure for the resource
 * @param level median of these samples
 * @param trend null if there are too few samples
 * @param detectablePerMinute smallest additional rise that would have been called a drift; null if a drift was found
 */
public record Drift(String resource, String unit, int samples, @Nullable Double level, @Nullable Rate trend,
        @Nullable Double detectablePerMinute, DriftVerdict verdict) {
    /** Probability that the intervals of all resources together hold the truth. */
    private static final double CONFIDENCE = 0.99;
    private static final double CONFIDENCE_OF_EACH = 1 - (1 - CONFIDENCE) / Resource.values().length;
    /**
     * If a rise of memory by this part of its level in a minute would not be seen, nothing can be said of smaller ones.
     * Counts are judged without it, since what is left of them after the load is counted.
     */
    private static final double MAX_UNSEEN = 0.25;
    /** In bytes. A part of less memory than this is no leak that anybody would look for. */
    private static final double LEAST_LEVEL = 1 << 20;
    private static final int MAX_DOUBLINGS = 80;
    private static final int BISECTIONS = 30;

    /**
     * Estimated change with its interval.
     *
     * @param low end of the interval of {@code perMinute}
     * @param high end of the interval of {@code perMinute}
     * @param rise over the steady state
     */
    public record Rate(double perMinute, double low, double high, double rise) {
    }

    /** Returns one for each resource. */
    public static List<Drift> of(List<Sample> samples, double tolerance) {
        List<Sample> steady = samples.stream().filter(sample -> sample.phase().equals(Sample.STEADY)).toList();
        return Stream.of(Resource.values()).map(resource -> of(resource, steady, tolerance)).toList();
    }

    private static Drift of(Resource resource, List<Sample> steady, double tolerance) {
        List<Sample> known = steady.stream().filter(sample -> resource.in(sample) != null).toList();
        double[] minutes = known.stream().mapToDouble(sample -> sample.seconds() / 60).toArray();
        double[] values = known.stream()
                .mapToDouble(sample -> Objects.requireNonNull(resource.in(sample)).doubleValue()).toArray();
        String unit = resource.unit().toString();
        MinMedianMax spread = MinMedianMax.of(Arrays.stream(values).boxed().toList());
        Double level = spread == null ? null : spread.median();
        Trend trend = Trend.of(minutes, values, CONFIDENCE_OF_EACH);
        if (trend == null || level == null) {
            return new Drift(resource.toString(), unit, values.length, level, null, null,
                    known.isEmpty() && !steady.isEmpty() ? DriftVerdict.UNKNOWN : DriftVerdict.TOO_SHORT);
        }
        double tolerated = resource.unit() == Unit.BYTES ? tolerance * level : 0;
        double length = length(minutes);
        DriftVerdict verdict = DriftVerdict.of(trend, length, tolerated);
        Double detectable = verdict == DriftVerdict.DRIFTS ? null : detectable(minutes, values, tolerated);
        boolean isBlind = detectable != null && resource.unit() == Unit.BYTES
                && trend.slope() + detectable > MAX_UNSEEN * Math.max(level, LEAST_LEVEL);
        return new Drift(resource.toString(), unit, values.length, level,
                new Rate(trend.slope(), trend.low(), trend.high(), trend.slope() * length), detectable,
                isBlind ? DriftVerdict.TOO_SHORT : verdict);
    }

    /** Returns whether nothing can be said of the resource, because of the length of the soak. */
    public boolean isTooShort() {
        return verdict == DriftVerdict.TOO_SHORT;
    }

    private static double length(double[] minutes) {
        return minutes[minutes.length - 1] - minutes[0];
    }

    /** Adds rises to the measured values and searches for the smallest that is called a drift. */
    private static double detectable(double[] minutes, double[] values, double tolerated) {
        double detected = 1 / length(minutes);
        for (int i = 0; i < MAX_DOUBLINGS && !isDetected(minutes, values, detected, tolerated); i++) {
            detected *= 2;
        }
        double undetected = 0;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (detected + undetected) / 2;
            if (isDetected(minutes, values, middle, tolerated)) {
                detected = middle;
            } else {
                undetected = middle;
            }
        }
        return detected;
    }

    private static boolean isDetected(double[] minutes, double[] values, double perMinute, double tolerated) {
        double[] rising = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rising[i] = values[i] + Math.floor(perMinute * (minutes[i] - minutes[0])); // as a leak of whole units
        }
        Trend trend = Trend.of(minutes, rising, CONFIDENCE_OF_EACH);
        return trend != null && DriftVerdict.of(trend, length(minutes), tolerated) == DriftVerdict.DRIFTS;
    }
}
