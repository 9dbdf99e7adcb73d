package threadlab.bench.soak.drift;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.stats.MinMedianMax;
import threadlab.bench.stats.Trend;

/**
 * Whether a resource rises or falls over the steady part; docs/adr/0023 says how that is judged.
 *
 * @param unit {@code bytes}, or {@code pieces}
 * @param samples of the steady part that tell it
 * @param level the median of these; null without any
 * @param perMinute null where there are too few samples, as all that follows
 * @param low of the interval of {@code perMinute}, as {@code high}
 * @param rise over the steady part, by {@code perMinute}
 * @param visiblePerMinute had it risen by so much more, that would have been called a drift; null of what is called one
 */
public record Drift(String resource, String unit, int samples, Double level, Double perMinute, Double low, Double high,
        Double rise, Double visiblePerMinute, DriftVerdict verdict) {
    public static final String BYTES = "bytes";
    static final String PIECES = "pieces";
    /** That not one of the resources is said to rise or fall that does not. */
    static final double CONFIDENCE = 0.99;
    private static final double OF_EACH = 1 - (1 - CONFIDENCE) / Resource.values().length;
    private static final int DOUBLINGS = 80;
    private static final int HALVINGS = 30;

    /** One for each resource, by the samples of the steady part. */
    public static List<Drift> of(List<Sample> samples, double tolerance) {
        List<Sample> steady = samples.stream().filter(sample -> sample.phase().equals(Sample.STEADY)).toList();
        return Stream.of(Resource.values()).map(resource -> of(resource, steady, tolerance)).toList();
    }

    private static Drift of(Resource resource, List<Sample> steady, double tolerance) {
        List<Sample> told = steady.stream().filter(sample -> resource.in(sample) != null).toList();
        double[] minutes = told.stream().mapToDouble(sample -> sample.seconds() / 60).toArray();
        double[] values = told.stream().mapToDouble(sample -> resource.in(sample).doubleValue()).toArray();
        String unit = resource.isMemory() ? BYTES : PIECES;
        Trend trend = Trend.of(minutes, values, OF_EACH);
        if (trend == null) {
            return new Drift(resource.toString(), unit, values.length, median(values), null, null, null, null, null,
                    told.isEmpty() && !steady.isEmpty() ? DriftVerdict.NOT_TOLD : DriftVerdict.TOO_SHORT);
        }
        double tolerated = resource.isMemory() ? tolerance * median(values) : 0;
        double length = minutes[minutes.length - 1] - minutes[0];
        DriftVerdict verdict = DriftVerdict.of(trend, length, tolerated);
        return new Drift(resource.toString(), unit, values.length, median(values), trend.slope(), trend.low(),
                trend.high(), trend.slope() * length,
                verdict == DriftVerdict.DRIFTS ? null : visible(minutes, values, tolerated), verdict);
    }

    private static Double median(double[] values) {
        MinMedianMax spread = MinMedianMax.of(Arrays.stream(values).boxed().toList());
        return spread == null ? null : spread.median();
    }

    /** The smallest rise that would have been seen: planted into what was measured, in whole pieces or bytes. */
    private static double visible(double[] minutes, double[] values, double tolerated) {
        double length = minutes[minutes.length - 1] - minutes[0];
        double seen = 1 / length;
        for (int i = 0; i < DOUBLINGS && !isSeen(minutes, values, seen, tolerated); i++) {
            seen *= 2;
        }
        double unseen = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (seen + unseen) / 2;
            if (isSeen(minutes, values, middle, tolerated)) {
                seen = middle;
            } else {
                unseen = middle;
            }
        }
        return seen;
    }

    private static boolean isSeen(double[] minutes, double[] values, double perMinute, double tolerated) {
        double[] planted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            planted[i] = values[i] + Math.floor(perMinute * (minutes[i] - minutes[0]));
        }
        return DriftVerdict.of(Trend.of(minutes, planted, OF_EACH), minutes[minutes.length - 1] - minutes[0],
                tolerated) == DriftVerdict.DRIFTS;
    }
}
