package threadlab.bench.diff;

import java.util.List;

/**
 * A report that JMH wrote with {@code -rf json}.
 *
 * @param name of the file, or value of a parameter
 * @param setting JVM and options with which the benchmarks ran, in one line
 * @param results in the order of the report; no key occurs twice
 */
record JmhReport(String name, String setting, List<BenchmarkResult> results) {
}
