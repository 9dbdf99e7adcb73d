package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A report that JMH wrote with {@code -rf json}.
 *
 * @param name of the file, or value of a parameter
 * @param results in the order of the report; no key occurs twice
 * @param notes what happened when it was read
 */
public record JmhReport(String name, List<BenchmarkResult> results, List<String> notes) {

    /** Returns the parts of the settings of all results. */
    public Set<String> setting() {
        Set<String> parts = new LinkedHashSet<>();
        results.forEach(result -> parts.addAll(result.setting()));
        return parts;
    }

    /** Returns the benchmarks in whose text the pattern is found. */
    public JmhReport filtered(Pattern pattern) {
        List<BenchmarkResult> found = results.stream()
                .filter(result -> pattern.matcher(Threshold.text(result.key(), result.primary().unit())).find())
                .toList();
        List<String> more = new ArrayList<>(notes);
        more.add("The filter leaves " + found.size() + " of " + results.size() + " in " + name + ".");
        return new JmhReport(name, found, more);
    }
}
