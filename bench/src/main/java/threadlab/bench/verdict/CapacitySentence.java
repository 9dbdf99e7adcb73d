package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import threadlab.client.capacity.Capacity;
import threadlab.client.capacity.LatencyBound;
import threadlab.support.Counted;

/** The sentence on how much more load a candidate holds than the baseline within the bound that was asked for. */
final class CapacitySentence {
    private final Plan plan;
    private final Spoken subject;
    private final Spoken baseline;
    private final String within;

    private CapacitySentence(Plan plan, LatencyBound bound, String candidate) {
        this.plan = plan;
        this.subject = Spoken.of(candidate);
        this.baseline = Spoken.of(plan.baseline());
        this.within = " at " + bound.inSentence();
    }

    /** Returns nothing if capacity was not asked for, or no round has it of both. */
    static Optional<String> of(Analysis analysis, String candidate) {
        LatencyBound bound = analysis.plan().bound();
        List<Summary> summaries = analysis.summaries().stream()
                .filter(summary -> summary.candidate().equals(candidate) && summary.ratio(Metric.CAPACITY).isPresent())
                .toList();
        if (bound == null || summaries.isEmpty()) {
            return Optional.empty();
        }
        var sentence = new CapacitySentence(analysis.plan(), bound, candidate);
        return Optional.of(summaries.size() == 1
                ? sentence.only(summaries.getFirst().ratio(Metric.CAPACITY).orElseThrow())
                : sentence.each(summaries));
    }

    private String only(Ratio ratio) {
        String range = " (" + NumberFormat.range(ratio.range()) + ")";
        String times = NumberFormat.times(ratio.range().estimate()) + " times the load of " + baseline.name() + range;
        String start = subject.atStart() + " ";
        return switch (ratio.reading(plan)) {
            case LESS, MORE -> start + subject.verb("carry") + " " + times + within + ".";
            case SAME -> start + subject.verb("carry") + " the same load as " + baseline.name() + range + within + ".";
            case NOT_KNOWN -> "This run cannot tell whether " + subject.name() + " " + subject.verb("carry")
                    + " less or more load than " + baseline.name() + range + within + "; "
                    + Ratio.moreRounds(ratio.roundsToDecide(plan)) + " like these would decide it.";
            case TOO_FEW_ROUNDS -> start + "carried " + times + within
                    + " in this run; fewer than four rounds show no difference.";
        };
    }

    private String each(List<Summary> summaries) {
        return "The load that " + subject.name() + " " + subject.verb("carry") + within + ", relative to "
                + baseline.name() + ": " + NumberFormat.listed(summaries.stream()
                        .flatMap(summary -> summary.ratio(Metric.CAPACITY)
                                .map(ratio -> ratio.text(summary.loadPoint(), plan)).stream())
                        .toList())
                + ".";
    }

    /** Returns the sentence on loads whose sessions may have been the limit; nothing if there are no such. */
    static Optional<String> ofFewSessions(Analysis analysis) {
        List<Integer> few = analysis.run().trials().stream().filter(trial -> trial.result().rateSteps() != null
                && new Capacity(trial.result().rateSteps(), false)
                        .maySessionsBeLimit(trial.spec().loadPoint().sessions()))
                .map(trial -> trial.spec().loadPoint().sessions()).distinct().sorted().toList();
        return few.isEmpty()
                ? Optional.empty()
                : Optional.of("At " + NumberFormat.sessions(few) + " these may have been the limit of the capacity: at "
                        + "the highest rate nearly all of them had a message in flight. More sessions might carry "
                        + "more.");
    }

    /** Returns the sentence on trials that looked for a capacity and have none; nothing if there are no such. */
    static Optional<String> withoutOne(Analysis analysis) {
        List<Capacity> found = analysis.run().trials().stream().map(trial -> trial.result().rateSteps())
                .filter(steps -> steps != null && !steps.isEmpty()).map(steps -> new Capacity(steps, false)).toList();
        long limited = found.stream().filter(Capacity::loadWasLimit).count();
        long nothing = found.stream().filter(capacity -> capacity.held().isEmpty()).count();
        List<String> why = new ArrayList<>();
        if (limited > 0) {
            why.add("in " + limited + " the load had no CPU left before the server had reached its limit");
        }
        if (nothing > 0) {
            why.add("in " + nothing + " the server held no rate");
        }
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of(limited + nothing + " of " + Counted.of(found.size(), "trial") + " found no capacity: "
                        + String.join(", ", why) + ".");
    }
}
