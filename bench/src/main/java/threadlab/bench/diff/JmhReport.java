package threadlab.bench.diff;

import java.util.List;

/**
 * What JMH wrote with {@code -rf json}.
 *
 * @param name that a reader knows it by: its file, or a parameter's value
 * @param setting what the benchmarks ran on, in a line
 * @param results in the order of the report; no key occurs twice
 */
record JmhReport(String name, String setting, List<BenchmarkResult> results) {
}
