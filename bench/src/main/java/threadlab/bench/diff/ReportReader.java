package threadlab.bench.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.jr.ob.JSON;

/** Reads a report of JMH 1.21 or newer. The file is not trusted: whatever it is, it is read or refused in a line. */
final class ReportReader {
    /** Older versions of JMH write NaN as it is, newer ones in quotes. */
    private static final JSON LENIENT = JSON
            .builder(JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build()).build();

    private ReportReader() {
    }

    /**
     * One report, or several as one: the passes of a measurement, whose forks then count together.
     *
     * @throws IllegalArgumentException in a line, if a file is no such report
     */
    static JmhReport read(List<Path> passes) {
        String name = passes.getFirst().getFileName()
                + (passes.size() == 1 ? "" : " and " + (passes.size() - 1) + " more");
        var results = new LinkedHashMap<BenchmarkKey, BenchmarkResult>();
        Set<String> settings = new LinkedHashSet<>();
        for (Path file : passes) {
            try {
                read(file, results, settings);
            } catch (Malformed e) {
                throw refusal(file, e.getMessage());
            }
        }
        return new JmhReport(name, String.join("; ", settings), List.copyOf(results.values()));
    }

    private static void read(Path file, Map<BenchmarkKey, BenchmarkResult> results, Set<String> settings) {
        List<?> entries = parsed(text(file));
        for (int i = 0; i < entries.size(); i++) {
            try {
                var entry = new Entry(entries.get(i));
                BenchmarkResult result = entry.result();
                results.merge(result.key(), result, BenchmarkResult::plus);
                settings.add(entry.setting());
            } catch (Malformed e) {
                throw new Malformed("result " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (entries.isEmpty()) {
            throw new Malformed("it holds no result");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Malformed("there is no such file");
        } catch (IOException e) {
            throw new Malformed("it cannot be read as text");
        }
    }

    private static IllegalArgumentException refusal(Path file, String reason) {
        return new IllegalArgumentException(file + " is no JMH report: " + reason);
    }

    private static List<?> parsed(String text) {
        if (text.isBlank()) {
            throw new Malformed("it is empty");
        }
        try {
            if (LENIENT.anyFrom(text) instanceof List<?> entries) {
                return entries;
            }
        } catch (JacksonException e) {
            throw new Malformed("it is not JSON, or not whole");
        }
        throw new Malformed("it is JSON, but no list of results; JMH writes one with -rf json");
    }
}
