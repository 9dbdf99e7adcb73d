package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps results apart that one file has of the same benchmark with another JVM or other arguments. */
final class Variants {
    /** In place of a parameter. */
    static final String JVM = "jvm";

    private Variants() {
    }

    /**
     * Returns the results. Those that would have the same key get a parameter more, with what is not in all settings.
     */
    static List<BenchmarkResult> apart(List<BenchmarkResult> results) {
        Map<BenchmarkKey, Set<List<String>>> settings = new HashMap<>();
        results.forEach(result -> settings.computeIfAbsent(result.key(), key -> new LinkedHashSet<>())
                .add(result.setting()));
        if (settings.values().stream().allMatch(ofKey -> ofKey.size() == 1)) {
            return results;
        }
        Set<String> common = new LinkedHashSet<>(results.getFirst().setting());
        results.forEach(result -> common.retainAll(result.setting()));
        return results.stream().map(result -> settings.getOrDefault(result.key(), Set.of()).size() == 1
                ? result
                : result.withKey(result.key().with(JVM, rest(result.setting(), common)))).toList();
    }

    private static String rest(List<String> setting, Set<String> common) {
        List<String> rest = new ArrayList<>(setting);
        rest.removeAll(common);
        return rest.isEmpty() ? "default" : String.join(" ", rest);
    }
}
