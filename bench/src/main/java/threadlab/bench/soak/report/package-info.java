/** Judges a soak and presents the result: as JSON, as text for a terminal, and in sentences. */
@NullMarked
package threadlab.bench.soak.report;

import org.jspecify.annotations.NullMarked;
