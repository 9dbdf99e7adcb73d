package threadlab.bench.diff;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.support.PrintableText;

/** Reads reports of JMH 1.21 or newer. They are not trusted: a file is read, or refused in one line. */
final class ReportReader {
    /** A file may have this part of the heap. */
    private static final int PART_OF_HEAP = 64;
    /** Far more than anybody reads in a table. */
    private static final int MAX_RESULTS = 10_000;

    private ReportReader() {
    }

    /**
     * Reads the passes of a report into one; their forks count together.
     *
     * @throws IllegalArgumentException in one line, if a file is no such report
     */
    static JmhReport read(List<Path> passes) {
        String name = PrintableText.of(String.valueOf(passes.getFirst().getFileName()))
                + (passes.size() == 1 ? "" : " and " + (passes.size() - 1) + " more");
        var results = new LinkedHashMap<BenchmarkKey, BenchmarkResult>();
        Set<String> settings = new LinkedHashSet<>();
        for (Path file : passes) {
            try {
                read(file, results, settings);
            } catch (MalformedInput e) {
                throw new IllegalArgumentException(file + " is no JMH report: " + e.getMessage(), e);
            }
        }
        return new JmhReport(name, String.join("; ", settings), List.copyOf(results.values()));
    }

    private static void read(Path file, Map<BenchmarkKey, BenchmarkResult> results, Set<String> settings) {
        if (!(JsonInput.read(file, PART_OF_HEAP) instanceof List<?> entries)) {
            throw new MalformedInput("it is JSON, but no list of results; JMH writes one with -rf json");
        }
        if (entries.size() > MAX_RESULTS) {
            throw new MalformedInput("it holds " + entries.size() + " results, allowed: at most " + MAX_RESULTS);
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
}
