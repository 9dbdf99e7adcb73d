/** Sessions served by a few event loops. */
@NullMarked
package threadlab.server.eventloop;

import org.jspecify.annotations.NullMarked;
