/** What every thread model shares: the acceptor, the registry of sessions, the drain, the limits. */
@NullMarked
package threadlab.server.core;

import org.jspecify.annotations.NullMarked;
