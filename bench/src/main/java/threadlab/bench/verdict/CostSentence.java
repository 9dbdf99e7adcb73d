package threadlab.bench.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sentence on the cost of a candidate relative to the baseline, at each number of sessions of one series. The
 * metric is CPU per echo, or echoes per second if CPU time is not known.
 */
record CostSentence(Analysis analysis, String candidate, LoadPoint series) {
    /** With more ratios, the sentence has their range. */
    private static final int MAX_SPELLED_OUT = 4;

    private record Cost(int sessions, Ratio ratio) {
        private String text(boolean withUnit) {
            return NumberFormat.times(ratio.range().estimate()) + " times at " + where(withUnit);
        }

        private String where(boolean withUnit) {
            return (withUnit ? NumberFormat.sessions(sessions) : NumberFormat.count(sessions)) + " ("
                    + NumberFormat.range(ratio.range()) + ")";
        }

        private String noDifference() {
            Double smallest = ratio.finding().smallestDifference();
            return "at " + NumberFormat.count(sessions) + " (" + NumberFormat.range(ratio.range())
                    + (smallest == null ? "" : "; " + NumberFormat.percent(smallest) + " or more would have shown")
                    + ")";
        }
    }

    private boolean isCpuKnown() {
        return analysis.summaries().stream().anyMatch(summary -> summary.ratio(Metric.CPU).isPresent());
    }

    String text() {
        Plan plan = analysis.plan();
        String baseline = plan.baseline() + (plan.series().size() > 1 ? " (" + series.seriesText() + ")" : "");
        boolean isCpuKnown = isCpuKnown();
        String metric = isCpuKnown ? "server CPU per echo" : "echoes per second";
        String ofBaseline = " the " + metric + " of " + baseline;
        List<Cost> costs = costs(isCpuKnown ? Metric.CPU : Metric.RATE);
        if (costs.isEmpty()) {
            return "No ratio of " + candidate + " to " + baseline + " could be formed: no round has measured both.";
        }
        if (costs.stream().noneMatch(cost -> cost.ratio.isTested())) {
            return candidate + (isCpuKnown ? " spent " : " completed ")
                    + NumberFormat.listed(costs.stream().map(cost -> cost.text(true)).toList()) + ofBaseline
                    + "; fewer than four rounds show no difference, whatever they hold.";
        }
        List<Cost> differing = costs.stream().filter(cost -> cost.ratio.differs()).toList();
        String same = NumberFormat.listed(
                costs.stream().filter(cost -> !cost.ratio.differs()).map(Cost::noDifference).toList());
        if (differing.isEmpty()) {
            return "No difference in " + metric + " between " + candidate + " and " + baseline + " is shown: " + same
                    + ".";
        }
        return candidate + (isCpuKnown ? " spends " : " completes ") + differences(differing, ofBaseline)
                + (same.isEmpty() ? "" : "; no difference is shown " + same) + ".";
    }

    private List<Cost> costs(Metric metric) {
        return analysis.summaries().stream()
                .filter(s -> s.candidate().equals(candidate) && s.loadPoint().series().equals(series))
                .flatMap(s -> s.ratio(metric).map(ratio -> new Cost(s.loadPoint().sessions(), ratio)).stream())
                .sorted(Comparator.comparing(Cost::sessions)).toList();
    }

    private static String differences(List<Cost> costs, String ofBaseline) {
        if (costs.size() <= MAX_SPELLED_OUT) {
            Cost first = costs.getFirst();
            return NumberFormat.listed(Stream.concat(
                    Stream.of(NumberFormat.times(first.ratio.range().estimate()) + " times" + ofBaseline + " at "
                            + first.where(true)),
                    costs.stream().skip(1).map(cost -> cost.text(false))).toList());
        }
        List<Double> estimates = costs.stream().map(cost -> cost.ratio.range().estimate()).sorted().toList();
        return NumberFormat.times(estimates.getFirst()) + " to " + NumberFormat.times(estimates.getLast()) + " times"
                + ofBaseline + " at " + NumberFormat.numbers(costs.stream().map(Cost::sessions).toList())
                + " sessions";
    }
}
