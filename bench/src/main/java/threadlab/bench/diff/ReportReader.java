package threadlab.bench.diff;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.client.cli.CommandLines;

/** Reads a report of JMH 1.21 or newer. The file is not trusted: whatever it is, it is read or refused in a line. */
final class ReportReader {
    private static final int PART_OF_HEAP = 64;
    /** Many times what a table of them has room for. */
    private static final int MOST_RESULTS = 10_000;

    private ReportReader() {
    }

    /**
     * One report, or several as one: the passes of a measurement, whose forks then count together.
     *
     * @throws IllegalArgumentException in a line, if a file is no such report
     */
    static JmhReport read(List<Path> passes) {
        String name = CommandLines.printable(String.valueOf(passes.getFirst().getFileName()))
                + (passes.size() == 1 ? "" : " and " + (passes.size() - 1) + " more");
        var results = new LinkedHashMap<BenchmarkKey, BenchmarkResult>();
        Set<String> settings = new LinkedHashSet<>();
        for (Path file : passes) {
            try {
                read(file, results, settings);
            } catch (MalformedInput e) {
                throw refusal(file, e.getMessage());
            }
        }
        return new JmhReport(name, String.join("; ", settings), List.copyOf(results.values()));
    }

    private static void read(Path file, Map<BenchmarkKey, BenchmarkResult> results, Set<String> settings) {
        if (!(JsonInput.read(file, PART_OF_HEAP) instanceof List<?> entries)) {
            throw new MalformedInput("it is JSON, but no list of results; JMH writes one with -rf json");
        }
        if (entries.size() > MOST_RESULTS) {
            throw new MalformedInput("it holds " + entries.size() + " results, allowed: at most " + MOST_RESULTS);
        }
        for (int i = 0; i < entries.size(); i++) {
            try {
                var entry = new JmhResultParser(entries.get(i));
                BenchmarkResult result = entry.result();
                results.merge(result.key(), result, BenchmarkResult::plus);
                settings.add(entry.setting());
            } catch (MalformedInput e) {
                throw new MalformedInput("result " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (entries.isEmpty()) {
            throw new MalformedInput("it holds no result");
        }
    }

    private static IllegalArgumentException refusal(Path file, String reason) {
        return new IllegalArgumentException(file + " is no JMH report: " + reason);
    }
}
