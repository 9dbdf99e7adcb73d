package threadlab.bench.diff;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import threadlab.bench.input.Trees;

/** Small reports that are made up, and the command on them. */
public final class Reports {
    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(5);
    String out = "";
    String err = "";

    public Reports(Path folder) {
        this.folder = folder;
    }

    /** A result in JMH's shape: five forks of five iterations that vary by half a percent. */
    public Map<String, Object> result(String name, double score) {
        return result(name, score, forks(score, 5));
    }

    public Map<String, Object> result(String name, double score, List<List<Double>> forks) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("jmhVersion", "1.37");
        result.put("benchmark", name);
        result.put("mode", "avgt");
        result.put("threads", 1);
        result.put("forks", forks.size());
        result.put("measurementIterations", forks.isEmpty() ? 0 : forks.getFirst().size());
        result.put("jdkVersion", "21");
        result.put("jvmArgs", List.of());
        result.put("params", new LinkedHashMap<String, String>());
        result.put("primaryMetric", metric(score, "ns/op", forks));
        result.put("secondaryMetrics", new LinkedHashMap<String, Object>());
        return result;
    }

    Map<String, Object> metric(double score, String unit, List<List<Double>> forks) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("score", forks.isEmpty() ? score : mean(forks));
        metric.put("scoreError", "NaN");
        metric.put("scoreUnit", unit);
        metric.put("rawData", forks);
        return metric;
    }

    private static double mean(List<List<Double>> forks) {
        return forks.stream().flatMap(List::stream).mapToDouble(value -> value).average().orElseThrow();
    }

    public List<List<Double>> forks(double score, int count) {
        List<List<Double>> forks = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> forks.add(iterations(score, 5)));
        return forks;
    }

    List<Double> iterations(double score, int count) {
        return DoubleStream.generate(() -> score * (1 + 0.005 * random.nextGaussian())).limit(count).boxed().toList();
    }

    public String file(String name, Object... results) throws IOException {
        return Files.writeString(folder.resolve(name), json(results)).toString();
    }

    public static String json(Object... results) {
        return Trees.json(List.of(results));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> in(Map<String, Object> result, String field) {
        return (Map<String, Object>) result.get(field);
    }

    public static Map<String, Object> with(Map<String, Object> result, String field, Object value) {
        result.put(field, value);
        return result;
    }

    public static Map<String, Object> withParam(Map<String, Object> result, String name, String value) {
        in(result, "params").put(name, value);
        return result;
    }

    static Map<String, Object> withSecondary(Map<String, Object> result, String name, Map<String, Object> metric) {
        in(result, "secondaryMetrics").put(name, metric);
        return result;
    }

    public static Map<String, Object> withUnit(Map<String, Object> result, String mode, String unit) {
        in(result, "primaryMetric").put("scoreUnit", unit);
        return with(result, "mode", mode);
    }

    int diff(String... arguments) {
        var printed = new StringWriter();
        var complaints = new StringWriter();
        int status = JmhDiffMain.commandLine().setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(complaints, true)).execute(arguments);
        out = printed.toString();
        err = complaints.toString();
        return status;
    }
}
