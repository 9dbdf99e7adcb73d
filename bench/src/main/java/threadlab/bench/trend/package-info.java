/**
 * {@code ./lab jmh-trend}: many reports of JMH in their order. {@link threadlab.bench.trend.Sources} finds the reports
 * and their order, {@link threadlab.bench.trend.HistoryBuilder} puts their benchmarks together into a
 * {@link threadlab.bench.trend.History}, and the result is shown as text, as JSON or on a page.
 */
@NullMarked
package threadlab.bench.trend;

import org.jspecify.annotations.NullMarked;
