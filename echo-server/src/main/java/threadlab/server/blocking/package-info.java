/** Sessions served by blocking code, each on a thread of its own. */
@NullMarked
package threadlab.server.blocking;

import org.jspecify.annotations.NullMarked;
