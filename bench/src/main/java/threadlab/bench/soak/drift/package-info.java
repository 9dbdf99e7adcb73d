/** Decides for each resource whether it grows over the steady state. docs/adr/0023 has the reasons. */
@NullMarked
package threadlab.bench.soak.drift;

import org.jspecify.annotations.NullMarked;
