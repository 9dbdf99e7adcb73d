/**
 * {@code ./lab jmh}: the JMH benchmarks, each of which answers the question at the top of its class, and the command
 * that runs them.
 */
@NullMarked
package threadlab.bench.jmh;

import org.jspecify.annotations.NullMarked;
