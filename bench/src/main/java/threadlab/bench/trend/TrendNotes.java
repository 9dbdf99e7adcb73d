package threadlab.bench.trend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import threadlab.bench.diff.BenchmarkResult;
import threadlab.bench.diff.Labels;
import threadlab.support.Counted;

/** Collects what to know of how reports were read and matched; many of a kind are told in few lines. */
final class TrendNotes {
    private static final int MOST_SETTINGS = 10;
    private static final int MOST_TEXT = 200;
    private static final int EXAMPLES = 5;

    private final List<String> lines = new ArrayList<>();
    private final List<String> reading = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final Map<String, Integer> units = new LinkedHashMap<>();

    void add(String note) {
        lines.add(note);
    }

    /** Notes what happened when a report was read. */
    void read(String note) {
        reading.add(note);
    }

    /** Notes from which report on the JVM or its options are others. */
    void setting(String label, Set<String> before, Set<String> now) {
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(now);
        Set<String> added = new LinkedHashSet<>(now);
        added.removeAll(before);
        if (!before.isEmpty() && !(gone.isEmpty() && added.isEmpty())) {
            settings.add("The settings differ from " + label + " on: " + joined(added) + " in place of " + joined(gone)
                    + ".");
        }
    }

    private static String joined(Set<String> parts) {
        return parts.isEmpty() ? "nothing" : Labels.cut(String.join(", ", parts), MOST_TEXT);
    }

    void unit(BenchmarkResult result, String unit, boolean converted) {
        if (!unit.equals(result.primary().unit())) {
            units.merge((converted ? "converted from " : "left out, since they are in ") + result.primary().unit()
                    + " where the reports before have " + unit, 1, Integer::sum);
        }
    }

    void unusable(int benchmarks) {
        if (benchmarks > 0) {
            lines.add(Counted.of(benchmarks, "benchmark") + " without a positive score left out.");
        }
    }

    /** Notes benchmarks that begin after the first report or end before the last one. */
    void presence(List<Line> all, List<History.Report> reports, Labels labels) {
        examples("not in the last report", all.stream()
                .filter(line -> line.last().report() < reports.size() - 1)
                .map(line -> labels.of(line.key()) + " (last in " + reports.get(line.last().report()).label() + ")")
                .toList());
        examples("not in the first report", all.stream()
                .filter(line -> line.points().getFirst().report() > 0)
                .map(line -> labels.of(line.key()) + " (first in "
                        + reports.get(line.points().getFirst().report()).label() + ")")
                .toList());
    }

    private void examples(String what, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(names.size() + " " + what + ": "
                    + names.stream().limit(EXAMPLES).map(name -> Labels.cut(name, MOST_TEXT))
                            .collect(Collectors.joining(", "))
                    + (names.size() > EXAMPLES ? " and " + (names.size() - EXAMPLES) + " more" : "") + ".");
        }
    }

    /** Returns the notes; of many changes of the settings only the newest. */
    List<String> lines() {
        List<String> all = new ArrayList<>(settings.reversed().stream().limit(MOST_SETTINGS).toList());
        if (settings.size() > MOST_SETTINGS) {
            all.add("The settings differ " + (settings.size() - MOST_SETTINGS) + " more times before.");
        }
        units.forEach((what, count) -> all.add(Counted.of(count, "score") + " " + what + "."));
        all.addAll(lines);
        all.addAll(reading.stream().limit(EXAMPLES).toList());
        if (reading.size() > EXAMPLES) {
            all.add("And " + (reading.size() - EXAMPLES) + " more notes on how reports were read.");
        }
        return all;
    }
}
