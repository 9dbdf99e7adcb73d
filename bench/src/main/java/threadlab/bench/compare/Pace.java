package threadlab.bench.compare;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Rounds;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.TrialSpec;

/** Where a run stands: how long trials take, how much time is left, and what the rounds show so far. */
final class Pace {
    private static final int TRIALS_BEFORE_EXTRAPOLATION = 3;

    private final Plan plan;
    private final Duration budget;
    private final LongSupplier clock;
    private long begunNanos;
    private int trials;

    /** @param clock nanoseconds that only go forward */
    Pace(Plan plan, Duration budget, LongSupplier clock) {
        this.plan = plan;
        this.budget = budget;
        this.clock = clock;
    }

    void begin() {
        begunNanos = clock.getAsLong();
    }

    void trialEnded() {
        trials++;
    }

    /** Returns whether a round would end too late that a run without a fixed number of rounds need not have. */
    boolean isOverBudget(int round, long trialsOfRound) {
        return plan.rule().looks().stream().anyMatch(look -> look < round)
                && elapsed().plus(expected(trialsOfRound)).compareTo(budget) > 0;
    }

    /** Returns for how many further cells of a map there is probably time, with the rounds that each has at least. */
    int cellsLeft() {
        List<Integer> looks = plan.rule().looks();
        int trialsOfCell = plan.candidatesAndControl().size() * (looks.isEmpty() ? plan.rounds() : looks.getFirst());
        return (int) Math.max(0, budget.minus(elapsed()).dividedBy(expected(trialsOfCell)));
    }

    private Duration elapsed() {
        return Duration.ofNanos(clock.getAsLong() - begunNanos);
    }

    /** Extrapolates from the trials that have been run; from the plan before there are enough. */
    private Duration expected(long more) {
        return trials < TRIALS_BEFORE_EXTRAPOLATION
                ? plan.expected((int) more)
                : elapsed().dividedBy(trials).multipliedBy(more);
    }

    /** Returns a line on the trial that begins, what is left, and what the run shows so far; what matters first. */
    String text(TrialSpec spec, RunRecord soFar) {
        if (plan.map() != null) {
            return spec.loadPoint().seriesText() + ", round " + spec.round() + "/" + plan.rounds() + ", "
                    + CompareMain.time(elapsed()) + " of " + CompareMain.time(budget) + "; now " + spec.candidate();
        }
        boolean isFixed = plan.rule().looks().isEmpty();
        int perRound = plan.trials().size() / plan.rounds();
        int inRound = (spec.number() - 1) % perRound + 1;
        String left = isFixed
                ? CompareMain.time(expected(plan.trials().size() - spec.number() + 1L)) + " left"
                : CompareMain.time(elapsed()) + " of " + CompareMain.time(budget);
        return "round " + spec.round() + (isFixed ? " of " : "/") + plan.rounds() + ", trial " + inRound + " of "
                + perRound + ", " + left + believed(soFar) + "; now " + spec.candidate() + " at "
                + NumberFormat.count(spec.loadPoint().sessions());
    }

    /** The median ratio of the second candidate under the largest load. */
    private String believed(RunRecord soFar) {
        return plan.others().stream().findFirst().map(candidate -> {
            var loadPoint = plan.loadPoints().getLast();
            var ratios = new Rounds(soFar).ratios(Metric.CPU, candidate, plan.baseline(), loadPoint).stream().sorted()
                    .toList();
            return ratios.isEmpty()
                    ? ""
                    : "; so far " + candidate + " has " + NumberFormat.times(ratios.get(ratios.size() / 2))
                            + " times the CPU at " + NumberFormat.count(loadPoint.sessions());
        }).orElse("");
    }
}
