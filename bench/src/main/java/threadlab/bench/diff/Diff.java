package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Evidence;
import threadlab.bench.stats.ForkFinding;
import threadlab.bench.stats.ForkShift;
import threadlab.bench.stats.UsualSpread;

/**
 * Reports compared with a baseline. The scores of all benchmarks are one family of tests, and the secondary metrics are
 * another, since a reader searches each of them for changes. What is usual for scores says nothing of secondary
 * metrics, which are of many kinds.
 *
 * @param by what is compared within one report; null if reports are compared
 * @param candidates at least one
 * @param rows of the benchmarks' own scores, in the order of the baseline
 * @param secondary rows of the secondary metrics, in the same order
 * @param missing for each candidate, the benchmarks that the baseline has and it lacks
 * @param notes what else to know of how the reports were read and matched
 */
record Diff(@Nullable String by, JmhReport baseline, List<JmhReport> candidates, List<Row> rows, List<Row> secondary,
        Map<String, List<BenchmarkKey>> missing, List<String> notes, Judging judging, Labels labels) {
    /** Scores that have not been tested yet. */
    private record Pair(BenchmarkKey key, @Nullable String metric, String candidate, Score baseline, Score score) {

        ForkShift shift() {
            return new ForkShift(baseline.forks(), score.forks());
        }

        Row with(ForkFinding finding, double margin) {
            return new Row(key, metric, candidate, baseline, score, finding, margin);
        }
    }

    /**
     * Compares whole reports.
     *
     * @throws IllegalArgumentException in one line, if there is nothing to compare
     */
    static Diff of(JmhReport baseline, List<JmhReport> candidates, Judging judging) {
        return of(null, baseline, candidates, judging);
    }

    /**
     * Compares the values of a parameter within one report.
     *
     * @throws IllegalArgumentException in one line, if there is nothing to compare
     */
    static Diff by(Splitting splitting, JmhReport report, Judging judging) {
        List<JmhReport> reports = splitting.of(report);
        return of(splitting.by(), reports.getFirst(), reports.subList(1, reports.size()), judging);
    }

    private static Diff of(@Nullable String by, JmhReport baseline, List<JmhReport> candidates, Judging judging) {
        List<Pair> primary = new ArrayList<>();
        List<Pair> secondary = new ArrayList<>();
        var notes = new DiffNotes();
        Stream.concat(Stream.of(baseline), candidates.stream()).forEach(report -> notes.addAll(report.notes()));
        List<Matching> matchings = candidates.stream().map(candidate -> Matching.of(baseline, candidate)).toList();
        for (BenchmarkResult old : baseline.results()) {
            for (int i = 0; i < candidates.size(); i++) {
                BenchmarkResult result = matchings.get(i).of(old.key());
                if (result != null) {
                    String candidate = candidates.get(i).name();
                    add(old.key(), null, candidate, old.primary(), result.primary(), primary, notes);
                    old.secondary().forEach((metric, score) -> add(old.key(), metric, candidate, score,
                            result.secondary().get(metric), secondary, notes));
                    result.secondary().keySet().stream().filter(metric -> !old.secondary().containsKey(metric))
                            .forEach(metric -> notes.metricIsMissing(metric, baseline.name()));
                }
            }
        }
        if (primary.isEmpty()) {
            throw new IllegalArgumentException(baseline.name() + " and "
                    + candidates.stream().map(JmhReport::name).collect(Collectors.joining(", "))
                    + " have no benchmark in common (the same name, mode, unit, threads and parameters)");
        }
        var labels = new Labels(keys(baseline, matchings));
        Map<String, List<BenchmarkKey>> missing = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            notes.addAll(matchings.get(i).notes());
            missing.put(candidates.get(i).name(), matchings.get(i).onlyInBase());
            notes.only(baseline.name(), matchings.get(i).onlyInBase(), candidates.get(i).name(), labels);
            notes.only(candidates.get(i).name(), matchings.get(i).onlyNow(), baseline.name(), labels);
        }
        return new Diff(by, baseline, candidates,
                tested(primary, ForkShift::usualSpread, judging),
                tested(secondary, ofManyKinds -> UsualSpread.UNKNOWN, judging), missing, notes.lines(), judging,
                labels);
    }

    private static List<BenchmarkKey> keys(JmhReport baseline, List<Matching> matchings) {
        return Stream.concat(baseline.results().stream().map(BenchmarkResult::key),
                matchings.stream().flatMap(matching -> matching.onlyNow().stream())).distinct().toList();
    }

    private static void add(BenchmarkKey key, @Nullable String metric, String candidate, Score baseline,
            @Nullable Score score, List<Pair> pairs, DiffNotes notes) {
        if (score == null) {
            notes.metricIsMissing(String.valueOf(metric), candidate);
            return;
        }
        Score converted = score.in(baseline.unit());
        notes.units(key.shortName(), candidate, baseline.unit(), score.unit(), converted != null);
        if (converted != null) {
            pairs.add(new Pair(key, metric, candidate, baseline, converted));
        }
    }

    private static List<Row> tested(List<Pair> pairs, Function<Collection<ForkShift>, UsualSpread> usual,
            Judging judging) {
        Map<Integer, ForkShift> shifts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            shifts.put(i, pairs.get(i).shift());
        }
        List<Row> rows = new ArrayList<>();
        ForkShift.findings(shifts, usual.apply(shifts.values()), judging.confidence())
                .forEach((i, finding) -> rows.add(pairs.get(i).with(finding, judging.margin())));
        return rows;
    }

    Diff with(List<Row> otherRows, List<Row> otherSecondary) {
        return new Diff(by, baseline, candidates, otherRows, otherSecondary, missing, notes, judging, labels);
    }

    Stream<Row> rowsOf(JmhReport candidate) {
        return rows.stream().filter(row -> row.candidate().equals(candidate.name()));
    }

    /** Returns how many rows rest on this evidence. */
    long judgedBy(Evidence evidence) {
        return rows.stream().filter(row -> (row.isJudged() ? row.finding().evidence() : Evidence.NONE) == evidence)
                .count();
    }

    String label(Row row) {
        return labels.of(row.key()) + (row.metric() == null ? "" : " " + row.metric());
    }

    /**
     * Returns the mean ratio of the costs of an operation, of the rows that are judged by forks; NaN if none of them
     * shows a difference.
     */
    double geometricMeanCost(JmhReport candidate) {
        List<Row> judged = rowsOf(candidate).filter(row -> row.isJudged() && row.finding().evidence() == Evidence.FORKS)
                .toList();
        return judged.stream().anyMatch(row -> row.change() == Change.SLOWER || row.change() == Change.FASTER)
                ? Math.exp(judged.stream().mapToDouble(row -> Math.log(row.cost())).average().orElse(Double.NaN))
                : Double.NaN;
    }
}
