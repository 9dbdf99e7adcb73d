package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Splits a report into one report for each value of a parameter, or of what else tells benchmarks apart.
 *
 * @param by name of a parameter, or {@code method}, {@code group} for the methods of groups, {@code mode}, {@code
 *            threads}
 * @param base value that the others are compared with; null for the first one of the report
 */
record Splitting(String by, @Nullable String base) {
    private static final List<String> OTHERS = List.of("method", "group", "mode", "threads");

    /**
     * Returns at least two reports, the base first and then in the order of the values. Benchmarks without the
     * parameter are left out and counted in a note.
     *
     * @throws IllegalArgumentException in one line, if the parameter is unknown or has one value only
     */
    List<JmhReport> of(JmhReport report) {
        boolean isParam = report.results().stream().anyMatch(result -> result.key().params().containsKey(by));
        Map<String, Map<BenchmarkKey, BenchmarkResult>> byValue = new LinkedHashMap<>();
        int without = 0;
        for (BenchmarkResult result : report.results()) {
            String value = isParam ? result.key().params().get(by) : value(result.key());
            if (value == null) {
                without++;
            } else {
                BenchmarkKey key = isParam ? result.key().without(by) : rest(result.key());
                byValue.computeIfAbsent(value, first -> new LinkedHashMap<>()).putIfAbsent(key, result.withKey(key));
            }
        }
        requireSeveral(byValue.keySet(), report);
        List<JmhReport> reports = new ArrayList<>();
        List<String> notes = new ArrayList<>(report.notes());
        if (without > 0) {
            notes.add(without + " of " + report.results().size() + " left out, since they have no " + by + ".");
        }
        byValue.forEach((value, results) -> reports.add(value.equals(base) ? 0 : reports.size(),
                new JmhReport(value, List.copyOf(results.values()), reports.isEmpty() ? notes : List.of())));
        return reports;
    }

    private @Nullable String value(BenchmarkKey key) {
        int colon = key.name().indexOf(':');
        String method = colon < 0 ? key.name() : key.name().substring(0, colon);
        return switch (by) {
            case "mode" -> key.mode();
            case "threads" -> String.valueOf(key.threads());
            case "method" -> method.substring(method.lastIndexOf('.') + 1);
            case "group" -> colon < 0 ? null : key.name().substring(colon + 1);
            default -> null;
        };
    }

    private BenchmarkKey rest(BenchmarkKey key) {
        String name = key.name();
        int colon = name.indexOf(':');
        String method = colon < 0 ? name : name.substring(0, colon);
        return switch (by) {
            case "mode" -> key.withMode("");
            case "threads" -> key.withThreads(1);
            case "method" -> key.named(method.substring(0, Math.max(0, method.lastIndexOf('.')))
                    + (colon < 0 ? "" : name.substring(colon)));
            default -> key.named(method);
        };
    }

    private void requireSeveral(Set<String> values, JmhReport report) {
        if (values.isEmpty()) {
            Set<String> params = new TreeSet<>();
            report.results().forEach(result -> params.addAll(result.key().params().keySet()));
            Set<String> known = new LinkedHashSet<>(params);
            known.addAll(OTHERS);
            throw new IllegalArgumentException("no benchmark in " + report.name() + " has a parameter '" + by
                    + "', allowed: " + String.join(", ", known));
        }
        String what = OTHERS.contains(by) ? by : "parameter '" + by + "'";
        if (values.size() == 1) {
            throw new IllegalArgumentException("the " + what + " has only the value " + values.iterator().next()
                    + " in " + report.name());
        }
        if (base != null && !values.contains(base)) {
            throw new IllegalArgumentException(
                    "base is '" + base + "', allowed: the values of the " + what + ": " + String.join(", ", values));
        }
    }
}
