package threadlab.bench.jmh;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The measurements of a run: each selected benchmark at each combination of the values of its parameters. */
final class TriedValues {
    /** Maximum of each parameter that is a number from 1. Other parameters have the values of their annotation. */
    private static final Map<String, Integer> MAXIMA = Map.of("sessions", 4_096, "size", 16_384, "tasks", 10_000);

    private final Options options;
    private final Collection<BenchmarkListEntry> benchmarks;

    /**
     * Finds the benchmarks and checks the values.
     *
     * @throws IllegalArgumentException in one line, if there is no such benchmark or value
     */
    TriedValues(Options options) {
        this.options = options;
        try {
            benchmarks = BenchmarkList.defaultList().find(
                    OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), options.getIncludes(),
                    options.getExcludes());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + e.getPattern() + "' is not a regular expression: " + e.getDescription(), e);
        }
        if (benchmarks.isEmpty()) {
            throw new IllegalArgumentException("no benchmark is named like " + String.join(", ", options.getIncludes())
                    + "; ./lab jmh -l lists them");
        }
        benchmarks.forEach(benchmark -> parameters(benchmark)
                .forEach((name, published) -> values(name, published).forEach(value -> check(name, value, published))));
    }

    private static void check(String name, String value, String[] published) {
        Integer max = MAXIMA.get(name);
        boolean allowed = max == null
                ? List.of(published).contains(value)
                : value.matches("[1-9]\\d{0,5}") && Integer.parseInt(value) <= max;
        if (!allowed) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed: "
                    + (max == null ? String.join(", ", published) : "1 to " + max));
        }
    }

    /** Returns the number of measurements that are not among the results. */
    int missingIn(Collection<RunResult> results) {
        long measured = results.stream().map(RunResult::getParams).map(params -> params.getBenchmark()
                + params.getParamsKeys().stream().map(params::getParam).toList()).distinct().count();
        return Math.toIntExact(count() - measured);
    }

    private int count() {
        return benchmarks.stream().mapToInt(benchmark -> parameters(benchmark).entrySet().stream()
                .mapToInt(parameter -> values(parameter.getKey(), parameter.getValue()).size())
                .reduce(1, Math::multiplyExact)).sum();
    }

    private static Map<String, String[]> parameters(BenchmarkListEntry benchmark) {
        return benchmark.getParams().orElse(Map.of());
    }

    private List<String> values(String name, String[] published) {
        return options.getParameter(name).orElse(List.of(published)).stream().distinct().toList();
    }
}
