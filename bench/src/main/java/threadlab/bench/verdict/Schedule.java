package threadlab.bench.verdict;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which trials of a round are due. With a fixed number of rounds all are. Else a load at which a candidate is decided
 * has no further trials of that candidate, and none of the baseline and the control either once all are decided there.
 */
public final class Schedule {
    private final Plan plan;
    /** Null before anything is judged. */
    private final @Nullable Set<Cell> open;

    private record Cell(String candidate, LoadPoint loadPoint) {
    }

    private Schedule(Plan plan, @Nullable Set<Cell> open) {
        this.plan = plan;
        this.open = open;
    }

    /**
     * Returns the schedule of a round.
     *
     * @param run with all trials of the rounds before; later ones are not looked at
     */
    public static Schedule of(RunRecord run, int round) {
        Plan plan = run.plan();
        int look = plan.rule().looks().stream().filter(rounds -> rounds < round).max(Integer::compare).orElse(0);
        if (look == 0) {
            return new Schedule(plan, null);
        }
        Analysis analysis = Analysis.of(run.with(0,
                run.trials().stream().filter(trial -> trial.spec().round() <= look).toList(), run.explanations()));
        Set<Cell> open = new HashSet<>();
        for (Summary summary : analysis.summaries()) {
            boolean isDecided = summary.ratio(analysis.judgedMetric())
                    .filter(ratio -> ratio.reading(plan).isDecided()).isPresent();
            boolean hasFailedAlways = summary.trials().failed() == summary.trials().total();
            if (plan.others().contains(summary.candidate()) && !isDecided && !hasFailedAlways) {
                open.add(new Cell(summary.candidate(), summary.loadPoint()));
            }
        }
        return new Schedule(plan, open);
    }

    public boolean isDue(TrialSpec spec) {
        if (open == null) {
            return true;
        }
        return plan.others().contains(spec.candidate())
                ? open.contains(new Cell(spec.candidate(), spec.loadPoint()))
                : open.stream().anyMatch(cell -> cell.loadPoint.equals(spec.loadPoint()));
    }

    /** Returns whether nothing is due any more. */
    boolean isDone() {
        return open != null && open.isEmpty();
    }
}
