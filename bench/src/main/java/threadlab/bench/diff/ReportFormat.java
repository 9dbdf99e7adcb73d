package threadlab.bench.diff;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;

/** Tells what a file holds, and takes the results out of it. */
final class ReportFormat {
    private static final String HOW = "; JMH writes a report with -rf json";
    private static final Pattern TABLE = Pattern.compile("(?m)^Benchmark\\s.*\\bMode\\s+(Cnt|Samples)\\s");
    private static final Pattern CONSOLE = Pattern.compile("(?m)^# (JMH|VM|Warmup|Fork|Run progress)\\b.*:");

    private ReportFormat() {
    }

    /**
     * Returns the results, as JMH's JSON has them: those of all lists, if several stand one after the other.
     *
     * @throws MalformedInput if there are none, with what the file is instead
     */
    static List<@Nullable Object> results(byte[] bytes) {
        String text = text(bytes);
        String start = text.stripLeading();
        if (JmhCsv.is(start)) {
            return new ArrayList<>(JmhCsv.results(start));
        }
        if (!start.startsWith("[") && !start.startsWith("{")) {
            throw new MalformedInput(otherwise(start) + HOW);
        }
        List<@Nullable Object> results = new ArrayList<>();
        for (Object value : JsonInput.values(bytes)) {
            if (!(value instanceof List<?> list)) {
                throw new MalformedInput("it is JSON, but no list of results" + HOW);
            }
            results.addAll(list);
        }
        return results;
    }

    private static String otherwise(String start) {
        if (start.isEmpty()) {
            return "it is empty";
        }
        if (TABLE.matcher(start).find() || CONSOLE.matcher(start).find()) {
            return "it is what JMH prints, without the iterations";
        }
        if (start.startsWith("PK\u0003")) {
            return "it is a ZIP archive";
        }
        return start.startsWith("<")
                ? "it is XML or HTML"
                : start.startsWith("\\begin") ? "it is LaTeX" : "it is no JSON";
    }

    /** JSON may be in UTF-16 too, as a shell of Windows writes it. */
    private static String text(byte[] bytes) {
        Charset charset = StandardCharsets.UTF_8;
        if (bytes.length > 1 && (bytes[0] & bytes[1] & 0xfe) == 0xfe && bytes[0] != bytes[1]) {
            charset = StandardCharsets.UTF_16;
        }
        String text = new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
