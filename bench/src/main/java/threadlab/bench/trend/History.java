package threadlab.bench.trend;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import threadlab.bench.diff.Labels;

/**
 * Benchmarks over many reports.
 *
 * @param reports the oldest first
 * @param order by what the reports are ordered
 * @param lines one for each benchmark
 * @param notes what else to know of how the reports were read and matched
 * @param confidence of changes and intervals: 0.99 is 99 %
 */
record History(List<Report> reports, Sources.Order order, List<Line> lines, Labels labels, List<String> notes,
        double confidence) {
    /**
     * A report.
     *
     * @param label on the axis of time
     * @param name of its file or files
     */
    record Report(String label, String name) {
    }

    /** A step of a benchmark. */
    record Found(Line line, Step step) {
    }

    /** Returns all steps, the newest first, and the largest first of those at the same report. */
    List<Found> newestFirst() {
        return lines.stream().flatMap(line -> line.steps().stream().map(step -> new Found(line, step)))
                .sorted(Comparator.comparing((Found found) -> -found.step.report())
                        .thenComparing(found -> found.step.change()).thenComparing(found -> -found.step.size()))
                .toList();
    }

    /** Returns the lines that have changed, the one that did last first, and then the others. */
    List<Line> linesNewestFirst() {
        List<Line> changed = newestFirst().stream().map(Found::line).distinct().toList();
        return Stream.concat(changed.stream(), lines.stream().filter(line -> line.steps().isEmpty())).toList();
    }

    String label(Step step) {
        return reports.get(step.report()).label();
    }

    String label(Line line) {
        String label = labels.of(line.key());
        return label.isEmpty() ? "-" : label;
    }
}
