/** The server as a command. Only this package knows picocli, prints, and decides the exit status. */
@NullMarked
package threadlab.server.cli;

import org.jspecify.annotations.NullMarked;
