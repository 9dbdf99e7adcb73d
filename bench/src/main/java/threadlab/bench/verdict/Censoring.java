package threadlab.bench.verdict;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import threadlab.client.result.Latencies;

/**
 * Times that are lower bounds: of who had no echo yet when the window ended nobody knows how long it would have waited,
 * and the recorder of latencies counts all longer times as its highest.
 */
final class Censoring {
    private static final double HIGHEST_MICROS = Latencies.HIGHEST / 1e3;
    private static final Set<Metric> LATENCIES = EnumSet.of(Metric.RESPONSE_TIME_P50, Metric.RESPONSE_TIME_P90,
            Metric.RESPONSE_TIME_P99, Metric.RESPONSE_TIME_P999, Metric.RESPONSE_TIME_MAX, Metric.SERVICE_TIME_P50,
            Metric.SERVICE_TIME_P90, Metric.SERVICE_TIME_P99, Metric.SERVICE_TIME_P999, Metric.SERVICE_TIME_MAX);

    private Censoring() {
    }

    /** Returns whether the median over these trials is a lower bound: the metric is one in half of them or more. */
    static boolean isMedianBound(Metric metric, List<Trial> trials) {
        List<Trial> measured = trials.stream().filter(trial -> metric.of(trial) != null).toList();
        long bounds = measured.stream().filter(trial -> isBound(metric, trial)).count();
        return bounds > 0 && 2 * bounds >= measured.size();
    }

    private static boolean isBound(Metric metric, Trial trial) {
        double unserved = orZero(Metric.PROBES_UNSERVED, trial);
        return switch (metric) {
            case PROBE_WAIT_MAX -> unserved > 0;
            case PROBE_WAIT_P50 -> unserved > 0 && 2 * unserved >= orZero(Metric.PROBES, trial);
            default -> LATENCIES.contains(metric) && orZero(metric, trial) >= HIGHEST_MICROS;
        };
    }

    private static double orZero(Metric metric, Trial trial) {
        Double value = metric.of(trial);
        return value == null ? 0 : value;
    }
}
