/**
 * The record of a run, and all that is computed from it: summaries, findings, tables and the data of the page.
 */
@NullMarked
package threadlab.bench.verdict;

import org.jspecify.annotations.NullMarked;
