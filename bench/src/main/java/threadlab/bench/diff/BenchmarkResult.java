package threadlab.bench.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import threadlab.bench.input.MalformedInput;

/**
 * Scores of a benchmark with one set of parameters.
 *
 * @param secondary metrics by name: those of profilers and auxiliary counters, and the percentiles of sample mode
 */
record BenchmarkResult(BenchmarkKey key, Score primary, Map<String, Score> secondary) {

    /**
     * Adds the forks of another pass of the same benchmark. Keeps the secondary metrics that both have.
     *
     * @throws MalformedInput if the units differ
     */
    BenchmarkResult plus(BenchmarkResult pass) {
        if (!primary.unit().equals(pass.primary.unit())) {
            throw new MalformedInput(key + " is in " + primary.unit() + " and in " + pass.primary.unit());
        }
        var both = new LinkedHashMap<String, Score>();
        secondary.forEach((name, metric) -> {
            if (pass.secondary.containsKey(name)) {
                both.put(name, metric.plus(pass.secondary.get(name)));
            }
        });
        return new BenchmarkResult(key, primary.plus(pass.primary), both);
    }
}
