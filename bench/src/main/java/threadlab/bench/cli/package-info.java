/** Converters and texts for command lines. */
@NullMarked
package threadlab.bench.cli;

import org.jspecify.annotations.NullMarked;
