/** The command that compares servers: candidates, trials, and the run that consists of them. */
@NullMarked
package threadlab.bench.compare;

import org.jspecify.annotations.NullMarked;
