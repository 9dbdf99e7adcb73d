/** Echo servers that are not ours, to compare with. */
@NullMarked
package threadlab.bench.peers;

import org.jspecify.annotations.NullMarked;
