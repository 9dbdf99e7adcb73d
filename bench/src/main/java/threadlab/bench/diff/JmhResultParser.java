package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.MalformedInput;

/** Parses one result of a report. All methods throw {@link MalformedInput} if it is not as JMH writes it. */
final class JmhResultParser {
    /** JMH writes +INF and -INF, its relatives what Java prints. */
    private static final Map<String, Double> NOT_FINITE = Map.of("NaN", Double.NaN, "+INF", Double.POSITIVE_INFINITY,
            "-INF", Double.NEGATIVE_INFINITY, "Infinity", Double.POSITIVE_INFINITY, "-Infinity",
            Double.NEGATIVE_INFINITY);

    private final Map<?, ?> fields;

    JmhResultParser(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new MalformedInput("it is no object");
        }
        fields = map;
    }

    /** Returns the result, and those of its methods if it is a group. */
    List<BenchmarkResult> results() {
        Map<?, ?> primary = map(fields.get("primaryMetric"), "primaryMetric");
        BenchmarkKey key = key();
        var secondary = new LinkedHashMap<String, Score>();
        optionalMap("secondaryMetrics").forEach((name, metric) -> secondary.put(secondaryName((String) name, key),
                score(map(metric, "secondary metric " + name))));
        return GroupMethods.split(new BenchmarkResult(key, setting(), score(primary), secondary));
    }

    private BenchmarkKey key() {
        var params = new TreeMap<String, String>();
        optionalMap("params").forEach((name, value) -> params.put((String) name, String.valueOf(value)));
        return new BenchmarkKey(text("benchmark"), text("mode"), whole("threads", 1), params);
    }

    private int whole(String field, int otherwise) {
        return fields.get(field) instanceof Number number ? number.intValue() : otherwise;
    }

    /** JVM and options, which may make the same code run differently. */
    private List<String> setting() {
        List<String> parts = new ArrayList<>();
        parts.add(known("jmhVersion", "JMH "));
        parts.add(known("jdkVersion", "JDK "));
        parts.add(known("vmName", ""));
        if (fields.get("jvmArgs") instanceof List<?> args) {
            args.forEach(arg -> parts.add(String.valueOf(arg)));
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private String known(String field, String before) {
        return fields.get(field) instanceof String value ? before + value : "";
    }

    private Score score(Map<?, ?> metric) {
        List<double[]> forks = metric.get("rawDataHistogram") != null
                ? Histograms.means(metric.get("rawDataHistogram"))
                : rawData(metric.get("rawData"));
        double error = metric.get("scoreError") == null ? Double.NaN : number(metric.get("scoreError"), "scoreError");
        return new Score(number(metric.get("score"), "score"), unit(metric), forks, error, iterations());
    }

    /** How many values JMH's error is of. In sample mode it is of single calls, which are not independent at all. */
    private int iterations() {
        if ("sample".equals(fields.get("mode"))) {
            return 0;
        }
        return whole("samples", whole("forks", 0) * whole("measurementIterations", 0));
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

    /**
     * Returns the name as newer versions of JMH have it. Up to 1.36 the benchmark's own percentiles had its method or
     * group before them ({@code build\u00b7p0.50}), those of a group's methods theirs, and profilers nothing
     * ({@code \u00b7gc.count}).
     */
    private static String secondaryName(String name, BenchmarkKey key) {
        int dot = name.indexOf('\u00b7');
        if (dot < 0) {
            return name;
        }
        String owner = name.substring(0, dot);
        String metric = name.substring(dot + 1);
        return owner.isEmpty() || key.name().endsWith("." + owner) ? metric : owner + ":" + metric;
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
        if (value instanceof String text && NOT_FINITE.get(text) instanceof Double number) {
            return number;
        }
        throw new MalformedInput(what + " is no number");
    }
}
