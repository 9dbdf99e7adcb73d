/** Checks before a run whether this process has the file descriptors and ports that the plan needs. */
@NullMarked
package threadlab.client.preflight;

import org.jspecify.annotations.NullMarked;
