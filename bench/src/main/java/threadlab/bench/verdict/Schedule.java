package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which trials of a round are due. With a fixed number of rounds all are. Else a load at which a candidate is decided
 * has no further trials of that candidate, and none of the baseline and the control either once all are decided there.
 */
final class Schedule {
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
     * Returns the trials that are due next: those of the first round that is not over. Later rounds depend on them.
     *
     * @return none if the run is complete
     */
    static List<TrialSpec> next(RunRecord run) {
        Plan plan = run.plan();
        Set<Integer> done = run.trials().stream().map(trial -> trial.spec().number()).collect(Collectors.toSet());
        int look = 0;
        Schedule schedule = after(look, run);
        List<TrialSpec> due = new ArrayList<>();
        for (TrialSpec spec : plan.trials()) {
            if (!due.isEmpty() && spec.round() != due.getFirst().round()) {
                break;
            }
            if (plan.rule().lastLookBefore(spec.round()) != look) {
                look = plan.rule().lastLookBefore(spec.round());
                schedule = after(look, run);
            }
            if (!done.contains(spec.number()) && schedule.isDue(spec)) {
                due.add(spec);
            }
        }
        return due;
    }

    /** The schedule after a look at so many rounds; 0 is before the first one. */
    private static Schedule after(int look, RunRecord run) {
        Plan plan = run.plan();
        if (look == 0) {
            return new Schedule(plan, null);
        }
        Analysis analysis = Analysis.of(run.with(0,
                run.trials().stream().filter(trial -> trial.spec().round() <= look).toList(), run.explanations()));
        Set<Cell> open = new HashSet<>();
        for (Summary summary : analysis.summaries()) {
            boolean hasFailedAlways = summary.trials().failed() == summary.trials().total();
            if (plan.others().contains(summary.candidate()) && !analysis.isDecided(summary)
                    && !hasFailedAlways) {
                open.add(new Cell(summary.candidate(), summary.loadPoint()));
            }
        }
        return new Schedule(plan, open);
    }

    private boolean isDue(TrialSpec spec) {
        if (open == null) {
            return true;
        }
        return plan.others().contains(spec.candidate())
                ? open.contains(new Cell(spec.candidate(), spec.loadPoint()))
                : open.stream().anyMatch(cell -> cell.loadPoint.equals(spec.loadPoint()));
    }
}
