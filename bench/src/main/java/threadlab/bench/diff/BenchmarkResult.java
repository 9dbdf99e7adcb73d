package threadlab.bench.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import threadlab.bench.input.MalformedInput;

/**
 * A benchmark with one set of parameters.
 *
 * @param secondary by name: what a profiler or an auxiliary counter adds, and the percentiles of sample mode
 */
record BenchmarkResult(BenchmarkKey key, Score primary, Map<String, Score> secondary) {

    /**
     * With the forks of the same benchmark in another pass. Of secondary figures, those that both have.
     *
     * @throws MalformedInput if its unit is another
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
