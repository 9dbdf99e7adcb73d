/** The Javas that servers run on. */
@NullMarked
package threadlab.bench.jvm;

import org.jspecify.annotations.NullMarked;
