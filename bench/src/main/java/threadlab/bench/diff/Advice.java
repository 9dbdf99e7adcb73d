package threadlab.bench.diff;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import threadlab.bench.stats.Evidence;
import threadlab.bench.stats.ForksNeeded;
import threadlab.bench.verdict.NumberFormat;

/** Says how to measure so that differences can be shown, from how much the forks of the reports at hand differ. */
final class Advice {
    /** With fewer, their spread is hardly known. */
    private static final int FEWEST = 5;

    private Advice() {
    }

    /** Returns nothing where the reports have as many forks as it would ask for. */
    static Optional<String> of(Diff diff) {
        List<Row> rows = diff.rows();
        List<Double> spreads = rows.stream().filter(row -> row.finding().evidence() == Evidence.FORKS)
                .map(row -> Objects.requireNonNull(row.finding().spread())).sorted().toList();
        if (spreads.isEmpty()) {
            return rows.stream().anyMatch(Row::hasRatio)
                    ? Optional.of("Measure with -f " + FEWEST + " or more: only forks show how much forks differ.")
                    : Optional.empty();
        }
        double spread = spreads.get(spreads.size() / 2);
        Judging judging = diff.judging();
        int needed = Math.max(FEWEST, ForksNeeded.toFind(judging.margin(), spread, judging.confidence()));
        if (rows.stream().filter(Row::hasRatio).allMatch(row -> row.fewestForks() >= needed)) {
            return Optional.empty();
        }
        String differ = "Forks of these reports differ by " + NumberFormat.percent(spread)
                + " (median of the benchmarks"
                + "). ";
        String find = "find 9 of 10 differences of " + NumberFormat.wholePercent(judging.margin()) + ".";
        return Optional.of(differ + (needed >= ForksNeeded.MOST
                ? "At that, not even " + needed + " forks " + find
                : "At that, " + needed + " forks each " + find));
    }
}
