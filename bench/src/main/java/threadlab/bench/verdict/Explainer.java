package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import threadlab.bench.stats.MinMedianMax;

/**
 * Why the winner won, as far as the ledger says: what it does less of for an echo. It names differences that go with the
 * result; that they cause it is what one knows of threads, not what a run can show.
 */
final class Explainer {
    /** Of context switches or system calls an echo: each costs about a microsecond, an echo some ten. */
    private static final double MATTERS = 0.1;
    private static final double MANY_TIMES = 1.3;
    private static final double PAUSED = 0.01;

    private Explainer() {
    }

    /** A sentence on the first rival and the base, at the largest number of sessions where they differ. */
    static List<String> of(RunRecord run, List<Summary> rows) {
        if (run.plan().rivals().isEmpty()) {
            return List.of();
        }
        Optional<Summary> place = rows.stream().filter(row -> row.contestant().equals(run.plan().rivals().getFirst()))
                .filter(row -> row.ratio(Metric.CPU) != null && row.ratio(Metric.CPU).differs())
                .max(Comparator.comparing(row -> row.point().sessions()));
        return place.map(rival -> List.of(sentence(run, rival, base(run, rows, rival.point())))).orElse(List.of());
    }

    private static Summary base(RunRecord run, List<Summary> rows, LoadPoint point) {
        return rows.stream().filter(row -> row.contestant().equals(run.plan().base()) && row.point().equals(point))
                .findFirst().orElseThrow();
    }

    private static String sentence(RunRecord run, Summary rival, Summary base) {
        boolean rivalWins = rival.ratio(Metric.CPU).range().estimate() < 1;
        Summary winner = rivalWins ? rival : base;
        Summary loser = rivalWins ? base : rival;
        List<String> reasons = new ArrayList<>();
        compare(winner, loser, Metric.VOLUNTARY, MATTERS, " times an echo a thread had to wait and be switched")
                .ifPresent(reasons::add);
        compare(winner, loser, Metric.INVOLUNTARY, MATTERS, " times an echo a thread was made to give way")
                .ifPresent(reasons::add);
        systemCalls(run, winner, loser).ifPresent(reasons::add);
        MinMedianMax pauses = loser.spread(Metric.GC_SHARE);
        MinMedianMax fewer = winner.spread(Metric.GC_SHARE);
        if (pauses != null && fewer != null && pauses.median() - fewer.median() > PAUSED) {
            reasons.add("the collector paused it for " + NumberFormat.percent(pauses.median()) + " of the time against "
                    + NumberFormat.percent(fewer.median()));
        }
        String where = "At " + NumberFormat.sessions(rival.point().sessions());
        if (reasons.isEmpty()) {
            return where + " the ledger does not say why " + winner.contestant() + " needs less: context switches, "
                    + "system calls where --explain counted them, and pauses are much the same.";
        }
        return "Why: " + where.replace("At", "at") + " in " + loser.contestant() + " " + NumberFormat.listed(reasons)
                + " (" + loser.contestant() + " against " + winner.contestant() + threads(winner, loser) + ").";
    }

    private static Optional<String> compare(Summary winner, Summary loser, Metric figure, double matters,
            String words) {
        MinMedianMax more = loser.spread(figure);
        MinMedianMax less = winner.spread(figure);
        if (more == null || less == null || more.median() - less.median() < matters
                || more.median() < MANY_TIMES * less.median()) {
            return Optional.empty();
        }
        return Optional
                .of(NumberFormat.digits(more.median()) + words + ", against " + NumberFormat.digits(less.median()));
    }

    private static String threads(Summary winner, Summary loser) {
        MinMedianMax of = winner.spread(Metric.THREADS);
        MinMedianMax than = loser.spread(Metric.THREADS);
        return of == null || than == null
                ? ""
                : "; " + NumberFormat.count(than.median()) + " OS threads against " + NumberFormat.count(of.median());
    }

    private static Optional<String> systemCalls(RunRecord run, Summary winner, Summary loser) {
        Optional<Double> less = calls(run, winner);
        Optional<Double> more = calls(run, loser);
        return less.isPresent() && more.isPresent() && more.get() - less.get() >= MATTERS
                ? Optional.of(NumberFormat.digits(more.get()) + " system calls an echo were made, against "
                        + NumberFormat.digits(less.get()))
                : Optional.empty();
    }

    private static Optional<Double> calls(RunRecord run, Summary row) {
        return run.explanations().stream()
                .filter(e -> e.contestant().equals(row.contestant()) && e.point().equals(row.point())
                        && e.systemCallsPerEcho() != null)
                .findFirst().map(e -> e.systemCallsPerEcho().values().stream().mapToDouble(Double::doubleValue).sum());
    }
}
