package threadlab.bench.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threadlab.bench.diff.Change;
import threadlab.bench.stats.ChangePoints;
import threadlab.bench.verdict.NumberFormat;
import threadlab.support.Counted;

/** Puts a history into sentences. */
final class TrendFindings {
    /** If so many benchmarks change at the same report in the same direction, it is hardly the code of all of them. */
    private static final int MANY = 8;

    private TrendFindings() {
    }

    /** Returns the answer: how many changes there are, and which is the newest. */
    static List<String> sentences(History history) {
        List<History.Found> changes = history.newestFirst();
        int lines = history.lines().size();
        if (changes.isEmpty()) {
            return List.of("No change is shown in " + Counted.of(lines, "benchmark") + " over "
                    + Counted.of(history.reports().size(), "report") + ".");
        }
        long changed = history.lines().stream().filter(line -> !line.steps().isEmpty()).count();
        int newest = changes.getFirst().step().report();
        Map<Change, Long> atNewest = changes.stream().filter(found -> found.step().report() == newest)
                .collect(Collectors.groupingBy(found -> found.step().change(), TreeMap::new, Collectors.counting()));
        String counts = NumberFormat.listed(atNewest.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey()).toList());
        return List.of(Counted.of(changes.size(), "change") + " in " + changed + " of " + Counted.of(lines, "benchmark")
                + " over " + Counted.of(history.reports().size(), "report") + ".",
                "The newest is at " + history.reports().get(newest).label() + ": " + counts + ".");
    }

    /** Says from which report to which, in which order. */
    static String span(History history) {
        return history.reports().getFirst().label() + " to " + history.reports().getLast().label() + ", "
                + history.order() + "; " + NumberFormat.wholePercent(history.confidence())
                + " of the changes shown are real, on average";
    }

    /** Returns what a reader must know before trusting the findings. */
    static List<String> remarks(History history) {
        List<String> remarks = new ArrayList<>();
        long few = history.lines().stream().filter(line -> line.state() == Line.State.TOO_FEW_REPORTS).count();
        if (few > 0) {
            remarks.add(few + " of " + Counted.of(history.lines().size(), "benchmark") + " in too few reports: with "
                    + "fewer than " + ChangePoints.fewest(history.confidence()) + " no change can be told from chance "
                    + "at " + NumberFormat.wholePercent(history.confidence()) + ".");
        }
        for (int report = 0; report < history.reports().size(); report++) {
            remarks.addAll(allOneWay(history, report));
        }
        remarks.addAll(history.notes());
        return remarks;
    }

    private static List<String> allOneWay(History history, int report) {
        List<Change> changes = history.lines().stream().flatMap(line -> line.steps().stream())
                .filter(step -> step.report() == report).map(Step::change).toList();
        boolean most = changes.size() >= MANY && 2L * changes.size() > history.lines().size();
        return most && changes.stream().distinct().count() == 1
                ? List.of("At " + history.reports().get(report).label() + " most benchmarks become "
                        + changes.getFirst() + ", and none the other way: look at the machine first.")
                : List.of();
    }
}
