package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.MalformedInput;

/** Parses one result of a report. All methods throw {@link MalformedInput} if it is not as JMH writes it. */
final class JmhResultParser {
    private final Map<?, ?> fields;

    JmhResultParser(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new MalformedInput("it is no object");
        }
        fields = map;
    }

    BenchmarkResult result() {
        Map<?, ?> primary = map(fields.get("primaryMetric"), "primaryMetric");
        var secondary = new LinkedHashMap<String, Score>();
        optionalMap("secondaryMetrics").forEach((name, metric) -> secondary.put(secondaryName(name),
                score(map(metric, "secondary metric " + name))));
        return new BenchmarkResult(key(), score(primary), secondary);
    }

    private BenchmarkKey key() {
        var params = new TreeMap<String, String>();
        optionalMap("params").forEach((name, value) -> params.put((String) name, String.valueOf(value)));
        return new BenchmarkKey(text("benchmark"), text("mode"),
                fields.get("threads") instanceof Number threads ? threads.intValue() : 1, params);
    }

    /** Returns JVM and options, which may make the same code run differently. */
    String setting() {
        List<String> parts = new ArrayList<>();
        parts.add(known("jmhVersion", "JMH "));
        parts.add(known("jdkVersion", "JDK "));
        parts.add(known("vmName", ""));
        if (fields.get("jvmArgs") instanceof List<?> args && !args.isEmpty()) {
            parts.add(args.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    private String known(String field, String before) {
        return fields.get(field) instanceof String value ? before + value : "";
    }

    private static Score score(Map<?, ?> metric) {
        List<double[]> forks = metric.get("rawDataHistogram") != null
                ? Histograms.means(metric.get("rawDataHistogram"))
                : rawData(metric.get("rawData"));
        return new Score(number(metric.get("score"), "score"), unit(metric), forks);
    }

    private static String unit(Map<?, ?> metric) {
        if (metric.get("scoreUnit") instanceof String unit) {
            return unit;
        }
        throw new MalformedInput("a metric has no scoreUnit");
    }

    private static List<double[]> rawData(@Nullable Object rawData) {
        if (rawData == null) {
            return List.of();
        }
        return list(rawData, "rawData").stream().map(fork -> list(fork, "a fork in rawData").stream()
                .mapToDouble(value -> number(value, "rawData")).toArray()).toList();
    }

    private Map<?, ?> optionalMap(String name) {
        return fields.get(name) == null ? Map.of() : map(fields.get(name), name);
    }

    private String text(String name) {
        if (fields.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new MalformedInput("it has no " + name);
    }

    /** Removes the prefix that older versions of JMH write: {@code build·p0.50}, {@code ·gc.count}. */
    private static String secondaryName(Object name) {
        return ((String) name).replaceFirst("^[^\u00b7]*\u00b7", "");
    }

    static List<?> list(@Nullable Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new MalformedInput(what + " is no list");
    }

    private static Map<?, ?> map(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MalformedInput(value == null ? "it has no " + what : what + " is no object");
    }

    /** Returns a number. JMH writes NaN and infinity in quotes. */
    static double number(@Nullable Object value, String what) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if ("NaN".equals(value) || "Infinity".equals(value) || "-Infinity".equals(value)) {
            return Double.parseDouble((String) value);
        }
        throw new MalformedInput(what + " is no number");
    }
}
