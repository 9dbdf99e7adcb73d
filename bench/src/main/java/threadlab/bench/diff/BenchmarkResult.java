package threadlab.bench.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of a benchmark with one set of parameters.
 *
 * @param setting JVM and options with which it ran, which may make the same code run differently
 * @param secondary metrics by name: those of profilers and auxiliary counters, and the percentiles of sample mode
 */
public record BenchmarkResult(BenchmarkKey key, List<String> setting, Score primary, Map<String, Score> secondary) {

    BenchmarkResult withKey(BenchmarkKey other) {
        return new BenchmarkResult(other, setting, primary, secondary);
    }

    /**
     * Adds the forks of another pass of the same benchmark. Keeps the secondary metrics that both have.
     *
     * @throws IllegalArgumentException in one line, if the units differ in kind
     */
    BenchmarkResult plus(BenchmarkResult pass) {
        Score more = pass.primary.in(primary.unit());
        if (more == null) {
            throw new IllegalArgumentException("the passes of a report measure " + key.shortName() + " in "
                    + primary.unit() + " and in " + pass.primary.unit());
        }
        var both = new LinkedHashMap<String, Score>();
        secondary.forEach((name, metric) -> {
            Score other = pass.secondary.get(name);
            Score same = other == null ? null : other.in(metric.unit());
            if (same != null) {
                both.put(name, metric.plus(same));
            }
        });
        return new BenchmarkResult(key, setting, primary.plus(more), both);
    }
}
