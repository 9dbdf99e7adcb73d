package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.ForkShift;
import threadlab.bench.stats.Judge;

/**
 * Reports compared with a first one, benchmark by benchmark. Primary figures are one family for the correction, secondary
 * ones another: a reader looks through either for what has changed.
 *
 * @param by the parameter whose values are compared, within one report; null where reports are
 * @param base the report that the others are compared with
 * @param others at least one
 * @param rows of the benchmarks' own figures; those that matter most first, or by benchmark where values are compared
 * @param secondary of all others, in the same manner
 * @param unmatched what is not in all reports, a line each
 */
record Diff(String by, JmhReport base, List<JmhReport> others, List<Row> rows, List<Row> secondary,
        List<String> unmatched) {
    private static final Comparator<Row> WHAT_MATTERS = Comparator.comparing(Row::change)
            .thenComparing(Comparator.comparingDouble(Row::size).reversed());

    /** @throws IllegalArgumentException in a line, where there is nothing to compare or units differ */
    static Diff of(JmhReport base, List<JmhReport> others) {
        Diff diff = of(null, base, others);
        return new Diff(null, base, others, diff.rows.stream().sorted(WHAT_MATTERS).toList(),
                diff.secondary.stream().sorted(WHAT_MATTERS).toList(), diff.unmatched);
    }

    /**
     * The values of one parameter, compared with the first of them in the report.
     *
     * @throws IllegalArgumentException in a line, where there is nothing to compare
     */
    static Diff by(String param, JmhReport report) {
        List<JmhReport> reports = ByParam.split(report, param);
        return of(param, reports.getFirst(), reports.subList(1, reports.size()));
    }

    private static Diff of(String by, JmhReport base, List<JmhReport> others) {
        Map<BenchmarkKey, BenchmarkResult> before = byKey(base);
        List<Row> primary = new ArrayList<>();
        List<Row> secondary = new ArrayList<>();
        for (BenchmarkResult old : base.results()) {
            for (JmhReport other : others) {
                BenchmarkResult now = byKey(other).get(old.key());
                if (now != null) {
                    primary.add(row(old, null, other, old.primary(), now.primary()));
                    old.secondary().forEach((name, metric) -> {
                        if (now.secondary().containsKey(name)) {
                            secondary.add(row(old, name, other, metric, now.secondary().get(name)));
                        }
                    });
                }
            }
        }
        if (primary.isEmpty()) {
            throw new IllegalArgumentException(base.name() + " and " + names(others) + " have no benchmark in common"
                    + " (the same name, mode, threads and parameters)");
        }
        primary.forEach(Diff::requireTheSameUnit);
        return new Diff(by, base, others, judged(primary), judged(secondary), unmatched(before.keySet(), base, others));
    }

    private static Map<BenchmarkKey, BenchmarkResult> byKey(JmhReport report) {
        return report.results().stream()
                .collect(Collectors.toMap(BenchmarkResult::key, Function.identity(), (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static String names(List<JmhReport> reports) {
        return reports.stream().map(JmhReport::name).collect(Collectors.joining(", "));
    }

    private static Row row(BenchmarkResult old, String metric, JmhReport other, Metric base, Metric now) {
        return new Row(old.key(), metric, other.name(), base, now, null);
    }

    private static void requireTheSameUnit(Row row) {
        if (!row.base().unit().equals(row.now().unit())) {
            throw new IllegalArgumentException(row.key() + " is in " + row.base().unit() + " in the base and in "
                    + row.now().unit() + " in " + row.contestant() + "; measure both with the same -tu");
        }
    }

    private static List<Row> judged(List<Row> rows) {
        Map<Integer, ForkShift> shifts = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            shifts.put(i, new ForkShift(rows.get(i).base().forks(), rows.get(i).now().forks()));
        }
        Map<Integer, Finding> findings = ForkShift.findings(shifts, Judge.CONFIDENCE);
        List<Row> judged = new ArrayList<>();
        findings.forEach((i, finding) -> {
            Row row = rows.get(i);
            judged.add(new Row(row.key(), row.metric(), row.contestant(), row.base(), row.now(), finding));
        });
        return judged;
    }

    private static List<String> unmatched(Set<BenchmarkKey> before, JmhReport base, List<JmhReport> others) {
        List<String> lines = new ArrayList<>();
        for (JmhReport other : others) {
            Set<BenchmarkKey> now = byKey(other).keySet();
            lines.addAll(only(before, now, base.name() + ", not in " + other.name()));
            lines.addAll(only(now, before, other.name() + ", not in " + base.name()));
        }
        return lines;
    }

    private static List<String> only(Set<BenchmarkKey> some, Set<BenchmarkKey> without, String where) {
        Set<BenchmarkKey> rest = new LinkedHashSet<>(some);
        rest.removeAll(without);
        return rest.stream().map(key -> key + " is in " + where).toList();
    }

    Stream<Row> rowsOf(JmhReport other) {
        return rows.stream().filter(row -> row.contestant().equals(other.name()));
    }

    /** Of what an operation costs, by that of the base; not a number where there is no ratio. */
    double geometricMeanCost(JmhReport other) {
        return Math.exp(rowsOf(other).filter(Row::hasRatio).mapToDouble(row -> Math.log(row.cost())).average()
                .orElse(Double.NaN));
    }

    /** @param tolerance up to which a slower benchmark counts as none; 0.05 for 5 % */
    List<Row> slowerBy(double tolerance) {
        return rows.stream().filter(row -> row.change() == Change.SLOWER && row.cost() > 1 + tolerance).toList();
    }
}
