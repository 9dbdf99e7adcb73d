/**
 * A stand-in for what a server calls, such as a database or another service: {@link threadlab.server.backend.Backend}
 * answers each {@link threadlab.server.work.BackendCall} after the time that it asks for.
 */
@NullMarked
package threadlab.server.backend;

import org.jspecify.annotations.NullMarked;
