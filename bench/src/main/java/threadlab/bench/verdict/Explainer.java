package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Names what the winner does less of for an echo. These differences go with the result. That they cause it is known of
 * threads in general; a run cannot show it.
 */
final class Explainer {
    /** A context switch or a system call costs about a microsecond, an echo some ten. */
    private static final double MIN_PER_ECHO = 0.1;
    private static final double MIN_RATIO = 1.3;
    private static final double MIN_PAUSE_SHARE = 0.01;

    private final RunRecord run;
    private final Summary winner;
    private final Summary loser;

    private Explainer(RunRecord run, Summary winner, Summary loser) {
        this.run = run;
        this.winner = winner;
        this.loser = loser;
    }

    /** Returns a sentence on the second candidate and the baseline, at the most sessions at which they differ. */
    static Optional<String> sentence(Analysis analysis) {
        return analysis.plan().others().stream().findFirst()
                .flatMap(candidate -> analysis.summaries().stream().filter(s -> s.candidate().equals(candidate))
                        .filter(s -> s.ratio(Metric.CPU).filter(Ratio::differs).isPresent())
                        .max(Comparator.comparing(s -> s.loadPoint().sessions())))
                .map(candidate -> {
                    Summary baseline = analysis.summary(analysis.plan().baseline(), candidate.loadPoint())
                            .orElseThrow();
                    boolean isBetter = candidate.ratio(Metric.CPU).orElseThrow().range().estimate() < 1;
                    return isBetter
                            ? new Explainer(analysis.run(), candidate, baseline).sentence()
                            : new Explainer(analysis.run(), baseline, candidate).sentence();
                });
    }

    private String sentence() {
        List<String> reasons = new ArrayList<>();
        compare(Metric.VOLUNTARY_SWITCHES, " times an echo a thread had to wait and be switched")
                .ifPresent(reasons::add);
        compare(Metric.INVOLUNTARY_SWITCHES, " times an echo a thread was preempted").ifPresent(reasons::add);
        systemCalls().ifPresent(reasons::add);
        pauses().ifPresent(reasons::add);
        String where = NumberFormat.sessions(winner.loadPoint().sessions());
        if (reasons.isEmpty()) {
            return "At " + where + " the other metrics do not show why " + winner.candidate()
                    + " needs less: context switches, pauses, and system calls if --explain counted them, are much the"
                    + " same.";
        }
        return "Why: at " + where + " in " + loser.candidate() + " " + NumberFormat.listed(reasons) + " ("
                + loser.candidate() + " against " + winner.candidate() + threads() + ").";
    }

    /** The medians of a metric, if both candidates have it. */
    private record Medians(double more, double less) {
    }

    private Optional<Medians> medians(Metric metric) {
        return loser.spread(metric).flatMap(more -> winner.spread(metric)
                .map(less -> new Medians(more.median(), less.median())));
    }

    private Optional<String> compare(Metric metric, String what) {
        return medians(metric)
                .filter(medians -> medians.more - medians.less >= MIN_PER_ECHO
                        && medians.more >= MIN_RATIO * medians.less)
                .map(medians -> NumberFormat.digits(medians.more) + what + ", against "
                        + NumberFormat.digits(medians.less));
    }

    private Optional<String> pauses() {
        return medians(Metric.GC_PAUSE_SHARE).filter(medians -> medians.more - medians.less > MIN_PAUSE_SHARE)
                .map(medians -> "the collector paused it for " + NumberFormat.percent(medians.more)
                        + " of the time, against " + NumberFormat.percent(medians.less));
    }

    private Optional<String> systemCalls() {
        Optional<Double> less = systemCalls(winner);
        Optional<Double> more = systemCalls(loser);
        return less.isPresent() && more.isPresent() && more.get() - less.get() >= MIN_PER_ECHO
                ? Optional.of(NumberFormat.digits(more.get()) + " system calls an echo were made, against "
                        + NumberFormat.digits(less.get()))
                : Optional.empty();
    }

    private Optional<Double> systemCalls(Summary summary) {
        return run.explanations().stream()
                .filter(e -> e.candidate().equals(summary.candidate()) && e.loadPoint().equals(summary.loadPoint()))
                .map(Explanation::systemCallsPerEcho).filter(Objects::nonNull).findFirst()
                .map(calls -> calls.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    private String threads() {
        return medians(Metric.THREADS).map(medians -> "; " + NumberFormat.count(medians.more)
                + " OS threads against " + NumberFormat.count(medians.less)).orElse("");
    }
}
