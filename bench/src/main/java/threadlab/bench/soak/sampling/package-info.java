/**
 * The server under soak and the samples that are taken of it. It runs in a process of its own and is asked for a report
 * through its standard input; the rest of a sample is read from {@code /proc}.
 */
@NullMarked
package threadlab.bench.soak.sampling;

import org.jspecify.annotations.NullMarked;
