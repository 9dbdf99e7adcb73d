package threadlab.bench.verdict;

import java.util.List;
import java.util.Optional;
import threadlab.support.Counted;

/** The sentence on what the run could not decide, and how many more rounds would probably do. */
final class UndecidedSentence {
    /** More than these are not listed. */
    private static final int MOST = 4;

    private record Undecided(String candidate, LoadPoint loadPoint, int rounds) {
        private String text(Plan plan) {
            return candidate + " at " + plan.where(loadPoint) + " (" + Ratio.moreRounds(rounds) + ")";
        }
    }

    private UndecidedSentence() {
    }

    static Optional<String> of(Analysis analysis) {
        Plan plan = analysis.plan();
        List<Undecided> undecided = analysis.summaries().stream()
                .filter(summary -> plan.others().contains(summary.candidate()))
                .flatMap(summary -> analysis.decidingRatio(summary)
                        .filter(ratio -> ratio.reading(plan) == Reading.NOT_KNOWN)
                        .map(ratio -> new Undecided(summary.candidate(), summary.loadPoint(),
                                ratio.roundsToDecide(plan)))
                        .stream())
                .toList();
        if (undecided.isEmpty()) {
            return Optional.empty();
        }
        int more = undecided.size() - MOST;
        return Optional.of("Not decided, with how many rounds like these would probably do: "
                + NumberFormat.listed(undecided.stream().limit(MOST).map(one -> one.text(plan)).toList())
                + (more > 0 ? ", and " + Counted.of(more, "other") : "") + ".");
    }
}
