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
import threadlab.bench.stats.Finding;
import threadlab.bench.stats.ForkShift;
import threadlab.bench.stats.SignificanceTest;

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
        List<Row> primary = new ArrayList<>();
        List<Row> secondary = new ArrayList<>();
        List<Map<BenchmarkKey, BenchmarkResult>> found = others.stream().map(Diff::byKey).toList();
        for (BenchmarkResult old : base.results()) {
            for (int i = 0; i < others.size(); i++) {
                BenchmarkResult now = found.get(i).get(old.key());
                if (now != null) {
                    String contestant = others.get(i).name();
                    primary.add(new Row(old.key(), null, contestant, old.primary(), now.primary(), null));
                    secondary.addAll(secondary(old, contestant, now));
                }
            }
        }
        if (primary.isEmpty()) {
            throw new IllegalArgumentException(base.name() + " and " + names(others) + " have no benchmark in common"
                    + " (the same name, mode, threads and parameters)");
        }
        Stream.concat(primary.stream(), secondary.stream()).forEach(Diff::requireTheSameUnit);
        return new Diff(by, base, others, judged(primary), judged(secondary), unmatched(base, others));
    }

    private static List<Row> secondary(BenchmarkResult old, String contestant, BenchmarkResult now) {
        return old.secondary().entrySet().stream().filter(metric -> now.secondary().containsKey(metric.getKey()))
                .map(metric -> new Row(old.key(), metric.getKey(), contestant, metric.getValue(),
                        now.secondary().get(metric.getKey()), null))
                .toList();
    }

    private static Map<BenchmarkKey, BenchmarkResult> byKey(JmhReport report) {
        return report.results().stream().collect(Collectors.toMap(BenchmarkResult::key, Function.identity()));
    }

    private static String names(List<JmhReport> reports) {
        return reports.stream().map(JmhReport::name).collect(Collectors.joining(", "));
    }

    private static void requireTheSameUnit(Row row) {
        if (!row.base().unit().equals(row.now().unit())) {
            throw new IllegalArgumentException(row.label() + " is in " + row.base().unit() + " in the base and in "
                    + row.now().unit() + " in " + row.contestant() + "; measure both with the same -tu");
        }
    }

    private static List<Row> judged(List<Row> rows) {
        Map<Integer, ForkShift> shifts = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            shifts.put(i, new ForkShift(rows.get(i).base().forks(), rows.get(i).now().forks()));
        }
        Map<Integer, Finding> findings = ForkShift.findings(shifts, SignificanceTest.CONFIDENCE);
        List<Row> judged = new ArrayList<>();
        findings.forEach((i, finding) -> {
            Row row = rows.get(i);
            judged.add(new Row(row.key(), row.metric(), row.contestant(), row.base(), row.now(), finding));
        });
        return judged;
    }

    private static List<String> unmatched(JmhReport base, List<JmhReport> others) {
        return others.stream().flatMap(other -> Stream.concat(only(base, other), only(other, base))).toList();
    }

    private static Stream<String> only(JmhReport some, JmhReport without) {
        Set<BenchmarkKey> there = byKey(without).keySet();
        return some.results().stream().map(BenchmarkResult::key).filter(key -> !there.contains(key))
                .map(key -> key + " is in " + some.name() + ", not in " + without.name());
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
