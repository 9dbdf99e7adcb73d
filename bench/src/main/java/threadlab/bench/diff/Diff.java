package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.ForkShift;
import threadlab.bench.stats.SignificanceTest;

/**
 * Reports compared with a baseline. The scores of all benchmarks are one family of tests, and the secondary metrics are
 * another, since a reader searches each of them for changes.
 *
 * @param by parameter whose values are compared; null if reports are compared
 * @param candidates at least one
 * @param rows of the benchmarks' own scores: the most important first, or by benchmark if values are compared
 * @param secondary rows of the secondary metrics, in the same order
 * @param unmatched benchmarks that some report lacks, one line for each
 */
record Diff(@Nullable String by, JmhReport baseline, List<JmhReport> candidates, List<Row> rows, List<Row> secondary,
        List<String> unmatched) {
    private static final Comparator<Row> MOST_IMPORTANT_FIRST = Comparator.comparing(Row::change)
            .thenComparing(Comparator.comparingDouble(Row::size).reversed());

    /** Scores that have not been tested yet. */
    private record Pair(BenchmarkKey key, @Nullable String metric, String candidate, Score baseline, Score score) {

        ForkShift shift() {
            return new ForkShift(baseline.forks(), score.forks());
        }

        Row with(Finding finding) {
            return new Row(key, metric, candidate, baseline, score, finding);
        }
    }

    /**
     * Compares whole reports.
     *
     * @throws IllegalArgumentException in one line, if there is nothing to compare or units differ
     */
    static Diff of(JmhReport baseline, List<JmhReport> candidates) {
        Diff diff = of(null, baseline, candidates);
        return new Diff(null, baseline, candidates, diff.rows.stream().sorted(MOST_IMPORTANT_FIRST).toList(),
                diff.secondary.stream().sorted(MOST_IMPORTANT_FIRST).toList(), diff.unmatched);
    }

    /**
     * Compares the values of one parameter with the first of them in the report.
     *
     * @throws IllegalArgumentException in one line, if there is nothing to compare
     */
    static Diff by(String param, JmhReport report) {
        List<JmhReport> reports = ByParam.split(report, param);
        return of(param, reports.getFirst(), reports.subList(1, reports.size()));
    }

    private static Diff of(@Nullable String by, JmhReport baseline, List<JmhReport> candidates) {
        List<Pair> primary = new ArrayList<>();
        List<Pair> secondary = new ArrayList<>();
        List<Map<BenchmarkKey, BenchmarkResult>> resultsByKey = candidates.stream().map(Diff::byKey).toList();
        for (BenchmarkResult old : baseline.results()) {
            for (int i = 0; i < candidates.size(); i++) {
                BenchmarkResult result = resultsByKey.get(i).get(old.key());
                if (result != null) {
                    String candidate = candidates.get(i).name();
                    primary.add(new Pair(old.key(), null, candidate, old.primary(), result.primary()));
                    secondary.addAll(secondary(old, candidate, result));
                }
            }
        }
        if (primary.isEmpty()) {
            throw new IllegalArgumentException(baseline.name() + " and " + names(candidates)
                    + " have no benchmark in common (the same name, mode, threads and parameters)");
        }
        Stream.concat(primary.stream(), secondary.stream()).forEach(Diff::requireSameUnit);
        return new Diff(by, baseline, candidates, tested(primary), tested(secondary), unmatched(baseline, candidates));
    }

    private static List<Pair> secondary(BenchmarkResult old, String candidate, BenchmarkResult result) {
        List<Pair> pairs = new ArrayList<>();
        old.secondary().forEach((metric, baseline) -> {
            Score score = result.secondary().get(metric);
            if (score != null) {
                pairs.add(new Pair(old.key(), metric, candidate, baseline, score));
            }
        });
        return pairs;
    }

    private static Map<BenchmarkKey, BenchmarkResult> byKey(JmhReport report) {
        return report.results().stream().collect(Collectors.toMap(BenchmarkResult::key, Function.identity()));
    }

    private static String names(List<JmhReport> reports) {
        return reports.stream().map(JmhReport::name).collect(Collectors.joining(", "));
    }

    private static void requireSameUnit(Pair pair) {
        if (!pair.baseline().unit().equals(pair.score().unit())) {
            throw new IllegalArgumentException(pair.key() + (pair.metric() == null ? "" : " " + pair.metric())
                    + " is in " + pair.baseline().unit() + " in the baseline and in " + pair.score().unit() + " in "
                    + pair.candidate() + "; measure both with the same -tu");
        }
    }

    private static List<Row> tested(List<Pair> pairs) {
        Map<Integer, ForkShift> shifts = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            shifts.put(i, pairs.get(i).shift());
        }
        List<Row> rows = new ArrayList<>();
        ForkShift.findings(shifts, SignificanceTest.CONFIDENCE)
                .forEach((i, finding) -> rows.add(pairs.get(i).with(finding)));
        return rows;
    }

    private static List<String> unmatched(JmhReport baseline, List<JmhReport> candidates) {
        return candidates.stream()
                .flatMap(candidate -> Stream.concat(only(baseline, candidate), only(candidate, baseline))).toList();
    }

    private static Stream<String> only(JmhReport report, JmhReport other) {
        Set<BenchmarkKey> others = byKey(other).keySet();
        return report.results().stream().map(BenchmarkResult::key).filter(key -> !others.contains(key))
                .map(key -> key + " is in " + report.name() + ", not in " + other.name());
    }

    Stream<Row> rowsOf(JmhReport candidate) {
        return rows.stream().filter(row -> row.candidate().equals(candidate.name()));
    }

    /** Returns the mean ratio of the costs of an operation; NaN if there is no ratio. */
    double geometricMeanCost(JmhReport candidate) {
        return Math.exp(rowsOf(candidate).filter(Row::hasRatio).mapToDouble(row -> Math.log(row.cost())).average()
                .orElse(Double.NaN));
    }

    /**
     * Returns the benchmarks that are slower by more than a tolerance.
     *
     * @param tolerance 0.05 is 5 %
     */
    List<Row> slowerBy(double tolerance) {
        return rows.stream().filter(row -> row.change() == Change.SLOWER && row.cost() > 1 + tolerance).toList();
    }
}
