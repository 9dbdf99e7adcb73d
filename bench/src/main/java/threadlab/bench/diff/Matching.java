package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the results of two reports that belong together: those with equal keys, and then those that differ in one way
 * only, if neither report has another one that they could be.
 */
public final class Matching {
    private final JmhReport base;
    private final JmhReport now;
    private final Map<BenchmarkKey, BenchmarkResult> pairs = new LinkedHashMap<>();
    private final Set<BenchmarkKey> unmatched = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    private Matching(JmhReport base, JmhReport now) {
        this.base = base;
        this.now = now;
    }

    public static Matching of(JmhReport base, JmhReport now) {
        var matching = new Matching(base, now);
        now.results().forEach(result -> matching.unmatched.add(result.key()));
        matching.match(key -> key, "");
        matching.match(matching.withCommonParams(), "one report has more parameters");
        matching.match(key -> key.withThreads(1), "the number of threads differs");
        matching.match(key -> key.named(key.shortName()), "the package differs");
        return matching;
    }

    /** Returns the result that belongs to one of the baseline; null if there is none. */
    @Nullable
    public BenchmarkResult of(BenchmarkKey key) {
        return pairs.get(key);
    }

    /** Returns what was matched although it differs. */
    public List<String> notes() {
        return notes;
    }

    List<BenchmarkKey> onlyInBase() {
        return base.results().stream().map(BenchmarkResult::key).filter(key -> !pairs.containsKey(key)).toList();
    }

    public List<BenchmarkKey> onlyNow() {
        return List.copyOf(unmatched);
    }

    private void match(UnaryOperator<BenchmarkKey> reduced, String although) {
        if (unmatched.isEmpty()) {
            return;
        }
        Map<BenchmarkKey, List<BenchmarkResult>> before = grouped(base, reduced);
        Map<BenchmarkKey, List<BenchmarkResult>> after = grouped(now, reduced);
        List<String> examples = new ArrayList<>();
        before.forEach((key, results) -> {
            List<BenchmarkResult> others = after.getOrDefault(key, List.of());
            if (results.size() == 1 && others.size() == 1) {
                BenchmarkKey old = results.getFirst().key();
                if (!pairs.containsKey(old) && unmatched.remove(others.getFirst().key())) {
                    pairs.put(old, others.getFirst());
                    examples.add(text(old) + " and " + text(others.getFirst().key()));
                }
            }
        });
        if (!although.isEmpty() && !examples.isEmpty()) {
            notes.add(examples.size() + " compared with " + base.name() + " although " + although + ", such as "
                    + examples.getFirst() + ".");
        }
    }

    private static String text(BenchmarkKey key) {
        return Labels.cut(key.name() + key.params().entrySet().stream()
                .map(param -> " " + param.getKey() + "=" + param.getValue()).collect(Collectors.joining()), 120)
                + (key.threads() == 1 ? "" : " threads=" + key.threads());
    }

    private static Map<BenchmarkKey, List<BenchmarkResult>> grouped(JmhReport report,
            UnaryOperator<BenchmarkKey> reduced) {
        return report.results().stream().collect(Collectors.groupingBy(result -> reduced.apply(result.key()),
                LinkedHashMap::new, Collectors.toList()));
    }

    /** Keeps the parameters that both reports have for a benchmark. */
    private UnaryOperator<BenchmarkKey> withCommonParams() {
        Map<String, Set<String>> params = params(base);
        params(now).forEach((name, names) -> params.merge(name, names, (one, other) -> {
            one.retainAll(other);
            return one;
        }));
        Function<String, Set<String>> of = name -> params.getOrDefault(name, Set.of());
        return key -> key.withOnly(of.apply(key.name()));
    }

    private static Map<String, Set<String>> params(JmhReport report) {
        Map<String, Set<String>> params = new LinkedHashMap<>();
        report.results().forEach(result -> params
                .computeIfAbsent(result.key().name(), name -> new LinkedHashSet<>())
                .addAll(result.key().params().keySet()));
        return params;
    }
}
