package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Splits a report into one report for each value of a parameter. */
final class ByParam {
    private ByParam() {
    }

    /**
     * Returns at least two reports, in the order of the values. Their benchmarks no longer have the parameter;
     * benchmarks that never had it are left out.
     *
     * @throws IllegalArgumentException in one line, if the parameter is unknown or has one value only
     */
    static List<JmhReport> split(JmhReport report, String param) {
        Map<String, List<BenchmarkResult>> byValue = new LinkedHashMap<>();
        for (BenchmarkResult result : report.results()) {
            String value = result.key().params().get(param);
            if (value != null) {
                byValue.computeIfAbsent(value, first -> new ArrayList<>()).add(
                        new BenchmarkResult(result.key().without(param), result.primary(), result.secondary()));
            }
        }
        if (byValue.isEmpty()) {
            throw new IllegalArgumentException("no benchmark in " + report.name() + " has a parameter '" + param
                    + "'; its parameters are: " + String.join(", ", params(report)));
        }
        if (byValue.size() == 1) {
            throw new IllegalArgumentException("the parameter '" + param + "' has only the value "
                    + byValue.keySet().iterator().next() + " in " + report.name());
        }
        return byValue.entrySet().stream()
                .map(value -> new JmhReport(value.getKey(), report.setting(), value.getValue())).toList();
    }

    private static Set<String> params(JmhReport report) {
        Set<String> params = new TreeSet<>();
        report.results().forEach(result -> params.addAll(result.key().params().keySet()));
        return params.isEmpty() ? Set.of("none") : params;
    }
}
