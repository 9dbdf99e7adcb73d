package threadlab.bench.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Takes the methods of a group out of its secondary metrics, where JMH puts them. Nothing in a report marks them. They
 * are two or more figures with plain names, in the unit of the score, no more than there are threads; rates sum up to
 * the score, and the score is within the range of times.
 */
final class GroupMethods {
    private static final double ROUNDING = 0.01;

    private GroupMethods() {
    }

    /** Returns the result, and one for each method if it is a group. */
    static List<BenchmarkResult> split(BenchmarkResult group) {
        Map<String, Score> methods = new LinkedHashMap<>();
        group.secondary().forEach((name, score) -> {
            if (name.matches("[\\w$]+") && score.unit().equals(group.primary().unit())) {
                methods.put(name, score);
            }
        });
        if (methods.size() < 2 || methods.size() > group.key().threads() || !makeUp(group.primary(), methods)) {
            return List.of(group);
        }
        List<BenchmarkResult> results = new ArrayList<>();
        var rest = new LinkedHashMap<>(group.secondary());
        rest.keySet().removeAll(methods.keySet());
        methods.forEach((name, score) -> results.add(new BenchmarkResult(
                group.key().named(group.key().name() + ":" + name), group.setting(), score, taken(rest, name + ":"))));
        results.addFirst(new BenchmarkResult(group.key(), group.setting(), group.primary(), rest));
        return results;
    }

    private static boolean makeUp(Score score, Map<String, Score> methods) {
        double[] parts = methods.values().stream().mapToDouble(Score::value).toArray();
        return switch (score.better()) {
            case HIGHER -> Math.abs(DoubleStream.of(parts).sum() - score.value()) <= ROUNDING * score.value();
            case LOWER -> DoubleStream.of(parts).min().orElseThrow() <= score.value()
                    && score.value() <= DoubleStream.of(parts).max().orElseThrow();
            case NEITHER -> false;
        };
    }

    private static Map<String, Score> taken(Map<String, Score> from, String prefix) {
        Map<String, Score> taken = new LinkedHashMap<>();
        from.forEach((name, score) -> {
            if (name.startsWith(prefix)) {
                taken.put(name.substring(prefix.length()), score);
            }
        });
        from.keySet().removeIf(name -> name.startsWith(prefix));
        return taken;
    }
}
