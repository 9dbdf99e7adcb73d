package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import threadlab.client.capacity.Capacity;
import threadlab.client.capacity.RateStep;
import threadlab.support.Preconditions;

/**
 * The outcome of a trial, and its metrics.
 *
 * @param outcome {@code OK}, {@code DEGRADED} or {@code FAILED}
 * @param reason why the outcome is not {@code OK}
 * @param failures sessions that failed, by kind
 * @param loadWasLimit the load had no CPU left, so that echoes per second may be its limit and not the server's
 * @param metrics values by the keys of {@link Metric}; empty for a failed trial
 * @param responseTimeCurveMicros see {@link ResponseTimeCurve}; null for a failed trial, and in files of before there
 *            was one
 * @param rateSteps how the highest rate was looked for; null if it was not, and in files of before there was a search
 * @param work where the time of a message went; null without work, and in files of before this was known
 */
public record TrialResult(String outcome, @Nullable String reason, Map<String, Long> failures, boolean loadWasLimit,
        Map<String, Number> metrics, @Nullable List<Double> responseTimeCurveMicros,
        @Nullable List<RateStep> rateSteps, @Nullable WorkTimes work) {
    public static final String OK = "OK";
    public static final String DEGRADED = "DEGRADED";
    public static final String FAILED = "FAILED";
    private static final List<String> OUTCOMES = List.of(OK, DEGRADED, FAILED);
    private static final double MAX_EXACT = 1L << 53;

    public TrialResult {
        Preconditions.check(OUTCOMES.contains(outcome), "outcome", outcome, String.join(", ", OUTCOMES));
        Preconditions.check(FAILED.equals(outcome) || metrics.containsKey(Metric.RATE.key()),
                "metrics." + Metric.RATE.key(), null, "a number, unless outcome is " + FAILED);
        var normalized = new LinkedHashMap<String, Number>();
        metrics.forEach((key, value) -> normalized.put(key, normalized(value)));
        metrics = normalized;
    }

    /** The result of a trial in which something failed. */
    public static TrialResult failed(@Nullable String reason, Map<String, Long> failures) {
        return new TrialResult(FAILED, reason, failures, false, Map.of(), null, null, null);
    }

    /** The result of a trial in which no session failed. */
    public static TrialResult measured(String outcome, @Nullable String reason, boolean loadWasLimit,
            Map<Metric, Number> metrics) {
        return new TrialResult(outcome, reason, Map.of(), loadWasLimit, byKey(metrics), null, null, null);
    }

    private static Map<String, Number> byKey(Map<Metric, Number> metrics) {
        var byKey = new LinkedHashMap<String, Number>();
        metrics.forEach((metric, value) -> byKey.put(metric.key(), value));
        return byKey;
    }

    /** Whole numbers have no fraction in JSON, whatever type they were measured as. */
    private static Number normalized(Number value) {
        double number = value.doubleValue();
        return number == Math.rint(number) && Math.abs(number) < MAX_EXACT ? (Number) (long) number : (Number) number;
    }

    /** Returns whether the trial has metrics. They must be read with {@link #reason}, if there is one. */
    public boolean isMeasured() {
        return !FAILED.equals(outcome);
    }

    /** Returns a copy with further metrics. */
    public TrialResult with(Map<Metric, Number> further) {
        var all = new LinkedHashMap<>(metrics);
        all.putAll(byKey(further));
        return copy(all, responseTimeCurveMicros, rateSteps, work);
    }

    /** Returns a copy with a curve of its response times. */
    public TrialResult withCurve(List<Double> micros) {
        return copy(metrics, micros, rateSteps, work);
    }

    /** Returns a copy with what a search for the highest rate has found. It is no metric if the load was the limit. */
    public TrialResult with(Capacity capacity) {
        return copy(metrics, responseTimeCurveMicros, capacity.steps(), work)
                .with(capacity.rate().<Map<Metric, Number>>map(rate -> Map.of(Metric.CAPACITY, rate))
                        .orElse(Map.of()));
    }

    /** Returns a copy with where the time of a message went. */
    public TrialResult with(WorkTimes times) {
        return copy(metrics, responseTimeCurveMicros, rateSteps, times);
    }

    private TrialResult copy(Map<String, Number> metrics, @Nullable List<Double> curve, @Nullable List<RateStep> steps,
            @Nullable WorkTimes work) {
        return new TrialResult(outcome, reason, failures, loadWasLimit, metrics, curve, steps, work);
    }
}
