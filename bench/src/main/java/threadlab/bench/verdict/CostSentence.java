package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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

        private String same() {
            return "at " + NumberFormat.count(sessions) + " (" + NumberFormat.range(ratio.range()) + ")";
        }

        private String noDifference() {
            Double smallest = ratio.finding().smallestDifference();
            return "at " + NumberFormat.count(sessions) + " (" + NumberFormat.range(ratio.range())
                    + (smallest == null ? "" : "; " + NumberFormat.percent(smallest) + " or more would have shown")
                    + ")";
        }
    }

    String text() {
        Plan plan = analysis.plan();
        String baseline = plan.baseline() + (plan.series().size() > 1 ? " (" + series.seriesText() + ")" : "");
        boolean isCpuKnown = analysis.isCpuKnown();
        String metric = isCpuKnown ? "server CPU per echo" : "echoes per second";
        String ofBaseline = " the " + metric + " of " + baseline;
        List<Cost> costs = costs(analysis.judgedMetric());
        if (costs.isEmpty()) {
            return "No ratio of " + candidate + " to " + baseline + " could be formed: no round has measured both.";
        }
        if (costs.stream().noneMatch(cost -> cost.ratio.isTested())) {
            return candidate + (isCpuKnown ? " spent " : " completed ")
                    + NumberFormat.listed(costs.stream().map(cost -> cost.text(true)).toList()) + ofBaseline
                    + "; fewer than four rounds show no difference, whatever they hold.";
        }
        List<String> parts = new ArrayList<>();
        List<Cost> differing = costs.stream().filter(cost -> cost.ratio.differs()).toList();
        if (!differing.isEmpty()) {
            parts.add(candidate + (isCpuKnown ? " spends " : " completes ") + differences(differing, ofBaseline));
        }
        String pair = differing.isEmpty() ? " in " + metric + " between " + candidate + " and " + baseline : "";
        String same = listed(costs, Reading.SAME, Cost::same);
        if (!same.isEmpty()) {
            parts.add("no difference" + pair + " of more than " + NumberFormat.wholePercent(plan.rule().margin()) + " "
                    + same);
        }
        String notKnown = listed(costs, Reading.NOT_KNOWN, Cost::noDifference);
        if (!notKnown.isEmpty()) {
            parts.add("no difference" + (same.isEmpty() ? pair : "") + " is shown " + notKnown);
        }
        String text = String.join("; ", parts);
        return (differing.isEmpty() ? text.replaceFirst("^n", "N") : text) + ".";
    }

    private String listed(List<Cost> costs, Reading reading, Function<Cost, String> text) {
        return NumberFormat.listed(costs.stream().filter(cost -> cost.ratio.reading(analysis.plan()) == reading)
                .map(text).toList());
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
