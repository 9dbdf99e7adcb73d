/** Processes that bench starts: servers, and what reports as they do. */
@NullMarked
package threadlab.bench.process;

import org.jspecify.annotations.NullMarked;
