/**
 * What a run has measured, and what follows from it: summaries, findings, tables and the data of the page. All
 * functions are pure.
 */
@NullMarked
package threadlab.bench.verdict;

import org.jspecify.annotations.NullMarked;
