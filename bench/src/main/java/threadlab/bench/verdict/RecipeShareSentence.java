package threadlab.bench.verdict;

import java.util.List;
import java.util.Optional;
import threadlab.bench.stats.MinMedianMax;

/** The sentence on how much of the baseline's CPU is the recipe's own, which no other thread model can save. */
final class RecipeShareSentence {
    private record Share(String where, double recipeMicros, double allMicros) {
        private double part() {
            return Math.min(1, recipeMicros / allMicros);
        }

        private String text() {
            return NumberFormat.wholePercent(part()) + " at " + where + " ("
                    + NumberFormat.micros(recipeMicros) + " of " + NumberFormat.micros(allMicros) + ")";
        }
    }

    private RecipeShareSentence() {
    }

    /** Returns nothing if the recipe does not compute, or CPU time is not known. */
    static Optional<String> of(Analysis analysis) {
        String baseline = analysis.plan().baseline();
        List<Share> shares = analysis.summaries().stream().filter(summary -> summary.candidate().equals(baseline))
                .flatMap(summary -> share(summary, analysis.plan()).stream()).toList();
        return shares.isEmpty()
                ? Optional.empty()
                : Optional.of("Of the CPU per echo of " + baseline + ", the recipe's own is "
                        + NumberFormat.listed(shares.stream().map(Share::text).toList())
                        + ": another thread model can save at most "
                        + (shares.size() == 1 ? NumberFormat.wholePercent(1 - shares.getFirst().part()) : "the rest")
                        + ".");
    }

    private static Optional<Share> share(Summary summary, Plan plan) {
        return Optional.ofNullable(summary.work()).flatMap(WorkTimes::cpuMicros)
                .flatMap(recipe -> summary.spread(Metric.CPU).map(MinMedianMax::median)
                        .filter(all -> all > 0).map(all -> new Share(plan.where(summary.loadPoint()), recipe, all)));
    }
}
