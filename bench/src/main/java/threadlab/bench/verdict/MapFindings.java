package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a map shows: in each cell who carries more, or who needs less CPU if the highest rate was not looked for.
 *
 * @param metric by which cells are judged
 * @param cells that have been begun, by waiting and then by computing
 */
public record MapFindings(Plan plan, WorkMap map, Metric metric, List<CellFinding> cells) {

    /**
     * What one cell shows.
     *
     * @param ratio of the other candidate to the baseline; null if no round has one
     */
    public record CellFinding(WorkCell cell, @Nullable Ratio ratio, Leader leader) {
    }

    /** Returns nothing if the run draws no map. */
    public static Optional<MapFindings> of(Analysis analysis) {
        Plan plan = analysis.plan();
        if (plan.map() == null) {
            return Optional.empty();
        }
        Metric metric = plan.findRate() == null ? analysis.judgedMetric() : Metric.CAPACITY;
        List<CellFinding> cells = new ArrayList<>();
        for (LoadPoint loadPoint : plan.loadPoints()) {
            Optional<Summary> begun = analysis.summary(plan.others().getFirst(), loadPoint)
                    .filter(summary -> summary.trials().total() > 0);
            if (loadPoint.cell() != null && begun.isPresent()) {
                Ratio ratio = begun.get().ratio(metric).orElse(null);
                cells.add(new CellFinding(loadPoint.cell(), ratio, Leader.of(ratio, metric, plan)));
            }
        }
        cells.sort(Comparator.comparing((CellFinding finding) -> finding.cell.waitMillis())
                .thenComparing(finding -> finding.cell.cpuMicros()));
        return Optional.of(new MapFindings(plan, plan.map(), metric, cells));
    }

    /** Returns the cells that would show more of where the leader changes; what matters most comes first. */
    public List<WorkCell> next() {
        Map<WorkCell, Leader> leaders = new LinkedHashMap<>();
        cells.forEach(finding -> leaders.put(finding.cell, finding.leader));
        return map.next(leaders);
    }

    /** Returns the candidate that is compared with the baseline. */
    public String other() {
        return plan.others().getFirst();
    }

    /** Returns what stands for the finding in a cell: A is the baseline, and B the other candidate. */
    public String mark(CellFinding finding) {
        return switch (finding.leader) {
            case BASELINE -> "A";
            case OTHER -> "B";
            case NOBODY -> finding.ratio != null && finding.ratio.reading(plan) == Reading.SAME ? "=" : "?";
        };
    }

    /** Returns what the marks mean, a sentence for each. */
    public List<String> legend() {
        return List.of("A: " + plan.baseline() + " " + advantage(false) + ".", "B: " + other() + " "
                + advantage(false) + ".",
                "=: the same within " + NumberFormat.wholePercent(plan.rule().margin())
                        + ".",
                "?: no difference is shown.");
    }

    /** Returns what a leader does: {@code needs less CPU per echo}. */
    String advantage(boolean isPlural) {
        return switch (metric) {
            case CAPACITY -> (isPlural ? "carry" : "carries") + " more load";
            case CPU -> (isPlural ? "need" : "needs") + " less CPU per echo";
            default -> (isPlural ? "complete" : "completes") + " more echoes a second";
        };
    }
}
