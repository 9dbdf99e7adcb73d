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

/** What a run measures: each benchmark that was asked for, at each combination of the values of its parameters. */
final class TriedValues {
    /** Of the parameters that are numbers; the least is 1. The others have the values that the benchmarks name. */
    private static final Map<String, Integer> LARGEST = Map.of("sessions", 4_096, "size", 16_384, "tasks", 10_000);

    private final Options options;
    private final Collection<BenchmarkListEntry> benchmarks;

    /** @throws IllegalArgumentException in a line, if these options ask for what there is not */
    TriedValues(Options options) {
        this.options = options;
        try {
            benchmarks = BenchmarkList.defaultList().find(
                    OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), options.getIncludes(),
                    options.getExcludes());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + e.getPattern() + "' is no regular expression: " + e.getDescription(), e);
        }
        if (benchmarks.isEmpty()) {
            throw new IllegalArgumentException("no benchmark is named like " + String.join(", ", options.getIncludes())
                    + "; ./lab jmh -l lists them");
        }
        benchmarks.forEach(benchmark -> parameters(benchmark)
                .forEach((name, published) -> values(name, published).forEach(value -> check(name, value, published))));
    }

    private static void check(String name, String value, String[] published) {
        Integer largest = LARGEST.get(name);
        boolean allowed = largest == null
                ? List.of(published).contains(value)
                : value.matches("[1-9]\\d{0,5}") && Integer.parseInt(value) <= largest;
        if (!allowed) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed: "
                    + (largest == null ? String.join(", ", published) : "1 to " + largest));
        }
    }

    /** How many of them are not among the results. */
    int missingIn(Collection<RunResult> results) {
        long measured = results.stream().map(RunResult::getParams).map(point -> point.getBenchmark()
                + point.getParamsKeys().stream().map(point::getParam).toList()).distinct().count();
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
