/** The command {@code ./lab advise}: what virtual threads could do for a server, by a few figures of it. */
@NullMarked
package threadlab.bench.advise;

import org.jspecify.annotations.NullMarked;
