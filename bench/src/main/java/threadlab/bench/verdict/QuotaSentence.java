package threadlab.bench.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.bench.stats.MinMedianMax;

/** The sentence on a candidate whose CPU quota was used up: it waited for the quota, whatever its threads did. */
final class QuotaSentence {
    /** Below this share of the periods the quota is no matter. */
    private static final double MIN_SHARE = 0.05;

    private QuotaSentence() {
    }

    /** Returns a sentence for each candidate whose quota was used up in more than a few periods. */
    static Stream<String> of(Analysis analysis) {
        return analysis.plan().candidates().stream().flatMap(candidate -> text(candidate, analysis).stream());
    }

    private static Optional<String> text(String candidate, Analysis analysis) {
        List<String> loads = analysis.summaries().stream().filter(summary -> summary.candidate().equals(candidate))
                .flatMap(summary -> at(summary, analysis.plan()).stream()).toList();
        return loads.isEmpty()
                ? Optional.empty()
                : Optional.of(candidate + " used up its CPU quota and had to wait (medians of the rounds): "
                        + NumberFormat.listed(loads) + ".");
    }

    private static Optional<String> at(Summary summary, Plan plan) {
        return summary.spread(Metric.THROTTLED_SHARE).map(MinMedianMax::median).filter(share -> share >= MIN_SHARE)
                .map(share -> "in " + NumberFormat.percent(share) + " of the periods at "
                        + plan.where(summary.loadPoint()));
    }
}
