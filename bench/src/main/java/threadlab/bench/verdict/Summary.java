package threadlab.bench.verdict;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.MinMedianMax;

/**
 * One candidate at one load point, over the rounds.
 *
 * @param candidate its name; the control has summaries too
 * @param metrics by key; those that no trial has are left out
 * @param lowerBounds keys of the metrics whose median is a lower bound, see {@link Censoring}
 * @param ratios to the baseline, formed within each round, by the key of the metric; empty for the baseline itself
 * @param work where the time of a message went, medians; null without work
 */
public record Summary(String candidate, LoadPoint loadPoint, TrialCounts trials, Map<String, MinMedianMax> metrics,
        List<String> lowerBounds, Map<String, Ratio> ratios, @Nullable WorkTimes work) {

    /**
     * How many trials there are.
     *
     * @param total all; the failed ones have no metrics
     * @param degraded those whose metrics must be read with a reason
     * @param loadLimited those in which the load had no CPU left
     */
    public record TrialCounts(int total, int failed, int degraded, int loadLimited) {
        private static TrialCounts of(List<Trial> trials) {
            return new TrialCounts(trials.size(), count(trials, result -> !result.isMeasured()),
                    count(trials, result -> TrialResult.DEGRADED.equals(result.outcome())),
                    count(trials, result -> result.isMeasured() && result.loadWasLimit()));
        }

        private static int count(List<Trial> trials, Predicate<TrialResult> which) {
            return (int) trials.stream().map(Trial::result).filter(which).count();
        }
    }

    private record Cell(String candidate, LoadPoint loadPoint) {
    }

    private record MetricCell(Cell cell, Metric metric) {
    }

    /** Returns a summary for each load point and each candidate, in the order of the plan. */
    static List<Summary> of(Plan plan, Rounds rounds) {
        Map<Cell, Map<String, Ratio>> ratios = ratios(plan, rounds);
        return plan.loadPoints().stream().flatMap(loadPoint -> plan.candidatesAndControl().stream()
                .map(candidate -> new Cell(candidate, loadPoint))
                .map(cell -> of(cell, rounds, ratios.getOrDefault(cell, Map.of())))).toList();
    }

    private static Summary of(Cell cell, Rounds rounds, Map<String, Ratio> ratios) {
        var metrics = new LinkedHashMap<String, MinMedianMax>();
        for (Metric metric : Metric.values()) {
            MinMedianMax spread = MinMedianMax.of(rounds.values(metric, cell.candidate, cell.loadPoint));
            if (spread != null) {
                metrics.put(metric.key(), spread);
            }
        }
        List<Trial> trials = rounds.of(cell.candidate, cell.loadPoint);
        List<String> lowerBounds = Stream.of(Metric.values())
                .filter(metric -> Censoring.isMedianBound(metric, trials)).map(Metric::key).toList();
        return new Summary(cell.candidate, cell.loadPoint, TrialCounts.of(trials), metrics, lowerBounds, ratios,
                WorkTimes.median(trials));
    }

    /**
     * Tests a candidate's ratios at all load points together, for each metric: the reader of a candidate's line looks
     * through these. The control's ratios are one family with all metrics: a single difference there speaks against the
     * whole run.
     */
    private static Map<Cell, Map<String, Ratio>> ratios(Plan plan, Rounds rounds) {
        var all = new HashMap<Cell, Map<String, Ratio>>();
        for (String candidate : plan.others()) {
            for (Metric metric : plan.compared()) {
                test(plan, rounds, candidate, List.of(metric), all);
            }
        }
        test(plan, rounds, plan.control(), plan.compared(), all);
        return all;
    }

    private static void test(Plan plan, Rounds rounds, String candidate, List<Metric> metrics,
            Map<Cell, Map<String, Ratio>> into) {
        var family = new LinkedHashMap<MetricCell, List<Double>>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            for (Metric metric : metrics) {
                family.put(new MetricCell(new Cell(candidate, loadPoint), metric),
                        rounds.ratios(metric, candidate, plan.baseline(), loadPoint));
            }
        }
        Ratio.tested(family, plan.rule(), plan.countedLoadPoints() * metrics.size()).forEach((member, ratio) -> into
                .computeIfAbsent(member.cell, cell -> new LinkedHashMap<>()).put(member.metric.key(), ratio));
    }

    /** Returns nothing if no trial has the metric. */
    public Optional<MinMedianMax> spread(Metric metric) {
        return Optional.ofNullable(metrics.get(metric.key()));
    }

    /** Returns nothing if no round has the ratio. */
    public Optional<Ratio> ratio(Metric metric) {
        return Optional.ofNullable(ratios.get(metric.key()));
    }
}
