package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects what to know of how reports were matched: many of a kind are counted in one line. */
final class DiffNotes {
    private static final int EXAMPLES = 5;

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Integer> counted = new LinkedHashMap<>();

    void addAll(List<String> notes) {
        lines.addAll(notes);
    }

    /** Notes benchmarks that one report has and another lacks. */
    void only(String in, List<BenchmarkKey> keys, String notIn, Labels labels) {
        if (!keys.isEmpty()) {
            String examples = keys.stream().limit(EXAMPLES).map(key -> Labels.cut(labels.of(key), 80))
                    .collect(Collectors.joining(", "));
            lines.add(keys.size() + " in " + in + ", not in " + notIn + ": " + examples
                    + (keys.size() > EXAMPLES ? " and " + (keys.size() - EXAMPLES) + " more" : "") + ".");
        }
    }

    void units(String benchmark, String candidate, String unit, String other, boolean converted) {
        if (!unit.equals(other)) {
            count((converted ? "converted" : "left out") + " since " + candidate + " has " + other
                    + " where the baseline has " + unit + ", such as in " + benchmark, unit + other + candidate);
        }
    }

    void metricIsMissing(String metric, String candidate) {
        count("of the secondary metric " + metric + " are not in " + candidate + ", so that they are not compared",
                metric);
    }

    private void count(String text, String kind) {
        texts.putIfAbsent(kind, text);
        counted.merge(kind, 1, Integer::sum);
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        counted.forEach((kind, count) -> all.add(count + " " + texts.get(kind) + "."));
        return all;
    }
}
