/** Listeners for a server: JFR, the log, a printout. */
@NullMarked
package threadlab.server.observe;

import org.jspecify.annotations.NullMarked;
