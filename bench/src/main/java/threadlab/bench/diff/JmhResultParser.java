package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threadlab.bench.input.MalformedInput;

/** One result of a report, field by field. Every method throws {@link MalformedInput} where the report is not as JMH has it. */
final class JmhResultParser {
    private final Map<?, ?> fields;

    JmhResultParser(Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new MalformedInput("it is no object");
        }
        fields = map;
    }

    BenchmarkResult result() {
        Map<?, ?> primary = map(fields.get("primaryMetric"), "primaryMetric");
        var secondary = new LinkedHashMap<String, Score>();
        optionalMap("secondaryMetrics").forEach((name, metric) -> secondary.put(secondaryName(name),
                metric(map(metric, "secondary metric " + name))));
        return new BenchmarkResult(key(), metric(primary), secondary);
    }

    private BenchmarkKey key() {
        var params = new TreeMap<String, String>();
        optionalMap("params").forEach((name, value) -> params.put((String) name, String.valueOf(value)));
        return new BenchmarkKey(text("benchmark"), text("mode"),
                fields.get("threads") instanceof Number threads ? threads.intValue() : 1, params);
    }

    /** What may make the same code run differently. */
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

    private static Score metric(Map<?, ?> metric) {
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

    private static List<double[]> rawData(Object rawData) {
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

    /** Older versions of JMH have more before some names: {@code build·p0.50}, {@code ·gc.count}. */
    private static String secondaryName(Object name) {
        return ((String) name).replaceFirst("^[^\u00b7]*\u00b7", "");
    }

    static List<?> list(Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new MalformedInput(what + " is no list");
    }

    private static Map<?, ?> map(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MalformedInput(value == null ? "it has no " + what : what + " is no object");
    }

    /** A number, or what JMH writes in quotes for what is none. */
    static double number(Object value, String what) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if ("NaN".equals(value) || "Infinity".equals(value) || "-Infinity".equals(value)) {
            return Double.parseDouble((String) value);
        }
        throw new MalformedInput(what + " is no number");
    }
}
