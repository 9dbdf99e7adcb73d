package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threadlab.bench.verdict.NumberFormat;

/** Puts a comparison into sentences. */
final class DiffFindings {
    /** If so many benchmarks change in the same direction, it is hardly by chance. */
    private static final int MANY = 8;

    private DiffFindings() {
    }

    static List<String> sentences(Diff diff) {
        List<String> sentences = new ArrayList<>();
        for (JmhReport candidate : diff.candidates()) {
            if (diff.by() == null) {
                sentences.add(counts(diff, candidate));
            } else {
                sentences.addAll(byBenchmark(diff, candidate));
            }
        }
        return sentences;
    }

    private static String counts(Diff diff, JmhReport candidate) {
        Map<Change, Long> counts = diff.rowsOf(candidate).collect(Collectors.groupingBy(Row::change,
                () -> new EnumMap<>(Change.class), Collectors.counting()));
        String listed = NumberFormat.listed(counts.entrySet().stream()
                .map(count -> count.getValue() + " " + countedAs(count.getKey())).toList());
        double cost = diff.geometricMeanCost(candidate);
        return candidate.name() + " against " + diff.baseline().name() + ": of " + diff.rowsOf(candidate).count()
                + " benchmarks, " + listed + "."
                + (Double.isFinite(cost)
                        ? " In the geometric mean an operation takes " + NumberFormat.times(cost) + " times as long."
                        : "");
    }

    private static String countedAs(Change change) {
        return switch (change) {
            case SLOWER, FASTER, MORE, LESS -> change.toString();
            case NO_DIFFERENCE_SHOWN -> "without a difference shown";
            case TOO_FEW_SAMPLES -> "with too few samples to tell";
        };
    }

    /** Returns what was found about a benchmark, and with which other parameters. */
    private static String ofBenchmark(Diff diff, JmhReport candidate, List<Row> rows) {
        Map<Change, List<Row>> byChange = rows.stream().collect(Collectors.groupingBy(Row::change,
                () -> new EnumMap<>(Change.class), Collectors.toList()));
        String found = byChange.entrySet().stream().map(entry -> entry.getKey() + where(entry.getValue(), rows))
                .collect(Collectors.joining("; "));
        BenchmarkKey key = rows.getFirst().key();
        return candidate.name() + " against " + diff.baseline().name() + ", " + key.shortName() + " (" + key.mode()
                + "): " + found + ".";
    }

    private static List<String> byBenchmark(Diff diff, JmhReport candidate) {
        Map<String, List<Row>> byName = diff.rowsOf(candidate).collect(Collectors.groupingBy(
                row -> row.key().name() + row.key().mode(), LinkedHashMap::new, Collectors.toList()));
        return byName.values().stream().map(rows -> ofBenchmark(diff, candidate, rows)).toList();
    }

    /** Returns the parameters that vary within the benchmark: {@code at sessions 64, 512 (1.20 to 3.40 times)}. */
    private static String where(List<Row> rows, List<Row> ofBenchmark) {
        List<String> varying = ofBenchmark.getFirst().key().params().keySet().stream()
                .filter(name -> ofBenchmark.stream().map(row -> row.key().params().get(name)).distinct().count() > 1)
                .toList();
        if (varying.isEmpty()) {
            return times(rows);
        }
        String values = varying.size() == 1
                ? varying.getFirst() + " " + rows.stream().map(row -> row.key().params().get(varying.getFirst()))
                        .collect(Collectors.joining(", "))
                : rows.stream().map(row -> row.key().paramsText()).collect(Collectors.joining(", "));
        return " at " + values + times(rows);
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

    /** Returns what a reader must know before trusting the findings. */
    static List<String> remarks(Diff diff) {
        List<String> remarks = new ArrayList<>();
        long single = diff.rows().stream().filter(row -> row.change() == Change.TOO_FEW_SAMPLES && row.hasRatio())
                .count();
        if (single > 0) {
            remarks.add(
                    single + " of " + diff.rows().size() + " have a single fork in one of the reports, so that it is"
                            + " unknown how much forks differ. Measure with -f 3 or more.");
        }
        diff.candidates().stream().filter(candidate -> diff.by() == null)
                .flatMap(candidate -> allOneWay(diff, candidate).stream())
                .forEach(remarks::add);
        diff.candidates().stream().filter(candidate -> !candidate.setting().equals(diff.baseline().setting())).forEach(
                candidate -> remarks
                        .add("The settings differ: " + diff.baseline().setting() + " in " + diff.baseline().name()
                                + "; " + candidate.setting() + " in " + candidate.name() + "."));
        remarks.addAll(diff.unmatched());
        return remarks;
    }

    private static List<String> allOneWay(Diff diff, JmhReport candidate) {
        List<Row> shown = diff.rowsOf(candidate)
                .filter(row -> row.change() == Change.SLOWER || row.change() == Change.FASTER).toList();
        boolean most = shown.size() >= MANY && 2L * shown.size() > diff.rowsOf(candidate).count();
        boolean oneWay = shown.stream().map(Row::change).distinct().count() == 1;
        return most && oneWay
                ? List.of("Most benchmarks of " + candidate.name() + " are " + shown.getFirst().change()
                        + ", and none the other way: look at the machine first. If the reports are measured in passes,"
                        + " in turns, the machine affects both alike.")
                : List.of();
    }
}
