package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import threadlab.bench.stats.MinMedianMax;
import threadlab.client.result.Latencies;

/**
 * The distribution of response times as a list of microseconds: the first is the shortest, and from each to the next
 * the share of longer ones falls by the same factor, to a tenth over eight of them.
 */
public final class ResponseTimeCurve {
    private static final double STEPS_A_DECADE = 8;

    private ResponseTimeCurve() {
    }

    /** Returns how many times the share of longer response times has fallen to a tenth, at this place of the list. */
    public static double decadesAt(int place) {
        return place / STEPS_A_DECADE;
    }

    /** Returns the same for a percentile. */
    public static double decadesOf(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    /** Returns the curve of a histogram of nanoseconds. It ends where fewer than one response time is longer. */
    public static List<Double> of(Histogram nanos) {
        List<Double> micros = new ArrayList<>();
        for (double longer = 1; nanos.getTotalCount() * longer >= 1; longer = Math.pow(10, -decadesAt(micros.size()))) {
            micros.add(Latencies.nanos(nanos, 100 * (1 - longer)) / 1e3);
        }
        return micros;
    }

    /** Returns the median over the rounds, as far as all go; an empty list if no trial has a curve. */
    public static List<Double> medians(List<Trial> trials) {
        List<List<Double>> curves = trials.stream().map(trial -> trial.result().responseTimeCurveMicros())
                .filter(Objects::nonNull).toList();
        List<Double> medians = new ArrayList<>();
        int places = curves.stream().mapToInt(List::size).min().orElse(0);
        for (int place = 0; place < places; place++) {
            int at = place;
            medians.add(Objects.requireNonNull(
                    MinMedianMax.of(curves.stream().map(curve -> curve.get(at)).toList())).median());
        }
        return medians;
    }
}
