package threadlab.bench.diff;

import java.util.Map;

/**
 * A benchmark with one set of parameters.
 *
 * @param secondary by name: what a profiler or an auxiliary counter adds, and percentiles where there is a histogram
 */
record BenchmarkResult(BenchmarkKey key, Metric primary, Map<String, Metric> secondary) {
}
