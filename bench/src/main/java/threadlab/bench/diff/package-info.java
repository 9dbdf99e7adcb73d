/**
 * {@code ./lab jmh-diff}: compares reports of JMH. {@link threadlab.bench.diff.ReportReader} reads them,
 * {@link threadlab.bench.diff.Matching} pairs their benchmarks, {@link threadlab.bench.diff.Diff} tests the scores, and
 * the result is shown as text, as Markdown, as CSV, as JSON or on a page. {@link threadlab.bench.diff.Gate} sets the
 * exit status.
 */
@NullMarked
package threadlab.bench.diff;

import org.jspecify.annotations.NullMarked;
