package threadlab.bench.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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

    /** @throws IllegalArgumentException in a line, if the file is no such report */
    static JmhReport read(Path file) {
        try {
            return report(file.toString(), parsed(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw refusal(file, "there is no such file");
        } catch (IOException e) {
            throw refusal(file, "it cannot be read as text");
        } catch (Malformed e) {
            throw refusal(file, e.getMessage());
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

    private static JmhReport report(String name, List<?> entries) {
        List<BenchmarkResult> results = new ArrayList<>();
        Set<BenchmarkKey> seen = new HashSet<>();
        Set<String> settings = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            try {
                var entry = new Entry(entries.get(i));
                results.add(entry.result());
                settings.add(entry.setting());
                if (!seen.add(results.getLast().key())) {
                    throw new Malformed(results.getLast().key() + " is in it before");
                }
            } catch (Malformed e) {
                throw new Malformed("result " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (results.isEmpty()) {
            throw new Malformed("it holds no result");
        }
        return new JmhReport(name, settings.size() == 1 ? settings.iterator().next() : "several settings", results);
    }
}
