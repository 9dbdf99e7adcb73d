package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import threadlab.bench.stats.Evidence;
import threadlab.bench.verdict.NumberFormat;
import threadlab.support.Counted;

/** Puts a comparison into sentences. */
final class DiffFindings {
    /** If so many benchmarks change in the same direction, it is hardly by chance. */
    private static final int MANY = 8;
    private static final int MOST_SENTENCES = 12;
    /** Nobody reads more values in a sentence. */
    private static final int MOST_VALUES = 5;
    private static final int MOST_SETTINGS = 300;

    private DiffFindings() {
    }

    static List<String> sentences(Diff diff) {
        List<String> sentences = new ArrayList<>();
        for (JmhReport candidate : diff.candidates()) {
            Map<String, List<Row>> byName = diff.rowsOf(candidate).collect(Collectors.groupingBy(
                    row -> diff.labels().name(row.key()) + " (" + row.key().mode() + ")", LinkedHashMap::new,
                    Collectors.toList()));
            if (diff.by() == null || byName.size() > MOST_SENTENCES) {
                sentences.add(counts(diff, candidate));
            } else {
                byName.forEach((name, rows) -> sentences.add(candidate.name() + " against " + diff.baseline().name()
                        + ", " + name.replace(" ()", "") + ": " + found(rows) + "."));
            }
        }
        return sentences;
    }

    private static String counts(Diff diff, JmhReport candidate) {
        Map<Change, Long> counts = diff.rowsOf(candidate).collect(Collectors.groupingBy(Row::change,
                () -> new EnumMap<>(Change.class), Collectors.counting()));
        String listed = NumberFormat.listed(counts.entrySet().stream()
                .map(count -> count.getValue() + " " + countedAs(count.getKey(), diff)).toList());
        long byIterations = diff.rowsOf(candidate).filter(Row::isByIterations).count();
        double cost = diff.geometricMeanCost(candidate);
        long rows = diff.rowsOf(candidate).count();
        return candidate.name() + " against " + diff.baseline().name() + ": of " + Counted.of(rows, "benchmark") + ", "
                + listed + "."
                + (byIterations == 0 ? "" : " " + byIterations + " of them within one fork only.")
                + (Double.isFinite(cost)
                        ? " In the geometric mean an operation takes " + NumberFormat.times(cost) + " times as long."
                        : "");
    }

    private static String countedAs(Change change, Diff diff) {
        return switch (change) {
            case NO_DIFFERENCE_SHOWN -> "without a difference shown";
            case SAME -> "the same within " + NumberFormat.wholePercent(diff.judging().margin());
            case TOO_FEW_SAMPLES -> "with too few samples to tell";
            case SLOWER, SLOW_FORKS, FASTER, MORE, LESS, NOT_MEASURED_AGAIN -> change.toString();
        };
    }

    /** Returns what was found about a benchmark, and with which other parameters. */
    private static String found(List<Row> rows) {
        Map<Change, List<Row>> byChange = rows.stream().collect(Collectors.groupingBy(Row::change,
                () -> new EnumMap<>(Change.class), Collectors.toList()));
        return byChange.entrySet().stream()
                .map(entry -> entry.getKey() + where(entry.getValue(), rows) + times(entry.getValue())
                        + (entry.getValue().stream().anyMatch(Row::isByIterations) ? " within one fork" : ""))
                .collect(Collectors.joining("; "));
    }

    /** Returns the parameters that vary within the benchmark: {@code at sessions 64, 512}. */
    private static String where(List<Row> rows, List<Row> ofBenchmark) {
        var labels = new Labels(ofBenchmark.stream().map(Row::key).toList());
        if (ofBenchmark.size() == 1) {
            return "";
        }
        if (rows.size() > MOST_VALUES) {
            return " at " + rows.size() + " of " + ofBenchmark.size() + " settings";
        }
        return " at " + rows.stream().map(row -> Labels.cut(labels.details(row.key()), 60))
                .collect(Collectors.joining(", "));
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
        long byIterations = diff.judgedBy(Evidence.ITERATIONS);
        if (byIterations > 0) {
            remarks.add(byIterations + " of " + diff.rows().size() + " (*) are judged within one fork, by the spread of"
                    + " its iterations: differences between forks are not in this.");
        }
        Map<String, Long> unjudged = diff.rows().stream().filter(row -> !row.isJudged())
                .collect(Collectors.groupingBy(Row::reason, LinkedHashMap::new, Collectors.counting()));
        unjudged.forEach((reason, count) -> remarks.add(count + " of " + diff.rows().size() + " not judged, " + reason
                + "."));
        long setAside = diff.rows().stream().filter(row -> !row.setAside().isEmpty()).count();
        if (setAside > 0) {
            remarks.add(setAside + " of " + diff.rows().size() + " have forks that are far from the others. Their ratio"
                    + " is that of the other forks; their scores are JMH's, of all. The compiler may have taken another"
                    + " way there, or the machine stood still.");
        }
        Advice.of(diff).ifPresent(remarks::add);
        for (JmhReport candidate : diff.candidates()) {
            remarks.addAll(allOneWay(diff, candidate));
            remarks.addAll(settings(diff.baseline(), candidate));
        }
        remarks.addAll(diff.notes());
        return remarks;
    }

    private static List<String> settings(JmhReport baseline, JmhReport candidate) {
        Set<String> before = new LinkedHashSet<>(baseline.setting());
        Set<String> after = new LinkedHashSet<>(candidate.setting());
        before.removeAll(candidate.setting());
        after.removeAll(baseline.setting());
        return before.isEmpty() && after.isEmpty()
                ? List.of()
                : List.of("The settings differ: " + joined(before) + " in " + baseline.name() + "; " + joined(after)
                        + " in " + candidate.name() + ".");
    }

    private static String joined(Set<String> parts) {
        return parts.isEmpty() ? "nothing else" : Labels.cut(String.join(", ", parts), MOST_SETTINGS);
    }

    private static List<String> allOneWay(Diff diff, JmhReport candidate) {
        List<Row> shown = diff.rowsOf(candidate)
                .filter(row -> row.change() == Change.SLOWER || row.change() == Change.FASTER).toList();
        boolean most = shown.size() >= MANY && 2L * shown.size() > diff.rowsOf(candidate).count();
        boolean oneWay = shown.stream().map(Row::change).distinct().count() == 1;
        return diff.by() == null && most && oneWay
                ? List.of("Most benchmarks of " + candidate.name() + " are " + shown.getFirst().change()
                        + ", and none the other way: look at the machine first. If the reports are measured in passes,"
                        + " in turns, the machine affects both alike.")
                : List.of();
    }
}
