/**
 * {@code ./lab jmh-diff}: compares reports of JMH. {@link threadlab.bench.diff.ReportReader} reads them,
 * {@link threadlab.bench.diff.Diff} pairs and tests the scores, and the result is shown as text, as Markdown, as JSON
 * or on a page.
 */
@NullMarked
package threadlab.bench.diff;

import org.jspecify.annotations.NullMarked;
