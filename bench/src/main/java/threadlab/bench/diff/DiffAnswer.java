package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threadlab.bench.verdict.NumberFormat;

/** What the rows say, in sentences. Pure. */
final class DiffAnswer {
    /** From here on, one direction for most is a pattern, and not chance. */
    private static final int MANY = 8;

    private DiffAnswer() {
    }

    static List<String> sentences(Diff diff) {
        List<String> sentences = new ArrayList<>();
        for (JmhReport other : diff.others()) {
            if (diff.by() == null) {
                sentences.add(counts(diff, other));
            } else {
                sentences.addAll(byBenchmark(diff, other));
            }
        }
        return sentences;
    }

    private static String counts(Diff diff, JmhReport other) {
        Map<Change, Long> counts = diff.rowsOf(other).collect(Collectors.groupingBy(Row::change,
                () -> new EnumMap<>(Change.class), Collectors.counting()));
        String listed = NumberFormat.listed(counts.entrySet().stream()
                .map(count -> count.getValue() + " " + inWords(count.getKey())).toList());
        double cost = diff.geometricMeanCost(other);
        return other.name() + " against " + diff.base().name() + ": of " + diff.rowsOf(other).count()
                + " benchmarks, " + listed + "."
                + (Double.isFinite(cost)
                        ? " In the geometric mean an operation takes " + NumberFormat.times(cost) + " times as long."
                        : "");
    }

    private static String inWords(Change change) {
        return switch (change) {
            case SLOWER, FASTER, MORE, LESS -> change.toString();
            case NO_DIFFERENCE_SHOWN -> "without a difference shown";
            case TOO_FEW_SAMPLES -> "with too few samples to tell";
        };
    }

    /** For each benchmark, with which other parameters what was found. */
    private static String ofBenchmark(Diff diff, JmhReport other, List<Row> rows) {
        Map<Change, List<Row>> byChange = rows.stream().collect(Collectors.groupingBy(Row::change,
                () -> new EnumMap<>(Change.class), Collectors.toList()));
        String found = byChange.entrySet().stream().map(entry -> entry.getKey() + where(entry.getValue(), rows))
                .collect(Collectors.joining("; "));
        BenchmarkKey key = rows.getFirst().key();
        return other.name() + " against " + diff.base().name() + ", " + key.shortName() + " (" + key.mode()
                + "): " + found + ".";
    }

    private static List<String> byBenchmark(Diff diff, JmhReport other) {
        Map<String, List<Row>> byName = diff.rowsOf(other).collect(Collectors.groupingBy(
                row -> row.key().name() + row.key().mode(), LinkedHashMap::new, Collectors.toList()));
        return byName.values().stream().map(rows -> ofBenchmark(diff, other, rows)).toList();
    }

    /** {@code at sessions 64, 512 (1.20 to 3.40 times)}; of all rows of the benchmark, what varies. */
    private static String where(List<Row> rows, List<Row> ofBenchmark) {
        List<String> varying = ofBenchmark.getFirst().key().params().keySet().stream()
                .filter(name -> ofBenchmark.stream().map(row -> row.key().params().get(name)).distinct().count() > 1)
                .toList();
        if (varying.isEmpty()) {
            return times(rows);
        }
        String places = varying.size() == 1
                ? varying.getFirst() + " " + rows.stream().map(row -> row.key().params().get(varying.getFirst()))
                        .collect(Collectors.joining(", "))
                : rows.stream().map(row -> row.key().paramsText()).collect(Collectors.joining(", "));
        return " at " + places + times(rows);
    }

    private static String times(List<Row> rows) {
        if (rows.getFirst().change() != Change.SLOWER && rows.getFirst().change() != Change.FASTER) {
            return "";
        }
        List<Double> sizes = rows.stream().map(row -> Math.exp(row.size())).sorted().toList();
        String least = NumberFormat.times(sizes.getFirst());
        String most = NumberFormat.times(sizes.getLast());
        return " (" + (least.equals(most) ? least : least + " to " + most) + " times)";
    }

    /** What a reader has to know before believing it. */
    static List<String> remarks(Diff diff) {
        List<String> remarks = new ArrayList<>();
        long single = diff.rows().stream().filter(row -> row.change() == Change.TOO_FEW_SAMPLES && row.hasRatio())
                .count();
        if (single > 0) {
            remarks.add(single + " of " + diff.rows().size() + " have a single fork in one of the reports: how much"
                    + " forks differ is not known. Measure with -f 3 or more.");
        }
        diff.others().stream().filter(other -> diff.by() == null).flatMap(other -> allOneWay(diff, other).stream())
                .forEach(remarks::add);
        diff.others().stream().filter(other -> !other.setting().equals(diff.base().setting())).forEach(
                other -> remarks.add("The settings differ: " + diff.base().setting() + " in " + diff.base().name()
                        + "; " + other.setting() + " in " + other.name() + "."));
        remarks.addAll(diff.unmatched());
        return remarks;
    }

    private static List<String> allOneWay(Diff diff, JmhReport other) {
        List<Row> shown = diff.rowsOf(other)
                .filter(row -> row.change() == Change.SLOWER || row.change() == Change.FASTER).toList();
        boolean most = shown.size() >= MANY && 2L * shown.size() > diff.rowsOf(other).count();
        boolean oneWay = shown.stream().map(Row::change).distinct().count() == 1;
        return most && oneWay
                ? List.of("Most benchmarks of " + other.name() + " are " + shown.getFirst().change()
                        + ", and none the other way: look at the machine first. Measured in passes, in turns, it counts on both"
                        + " sides.")
                : List.of();
    }
}
